/**
 * What the page does by itself: it sorts tables, filters findings (first to what is left to do), copies letters, and opens what is
 * folded before it is printed. All of it is extra, so it makes its own buttons, or shows those that wait for it.
 */
export const SCRIPT = `"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  for (const table of all("table[data-sorts]")) {
    const body = table.tBodies[0];
    const best = [...body.rows];
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const next = was === null ? "ascending" : was === "ascending" ? "descending" : null;
        for (const other of all("thead th", table)) other.removeAttribute("aria-sort");
        if (next !== null) head.setAttribute("aria-sort", next);
        body.append(...(next === null ? best : sorted(best, column, next === "ascending" ? 1 : -1)));
      });
    });
  }

  /* What has no value is unknown, and comes last either way. */
  function sorted(rows, column, direction) {
    const valueOf = (row) => row.cells[column].dataset.value;
    const compare = (one, other) =>
      Number.isNaN(Number(one)) || Number.isNaN(Number(other))
        ? one.localeCompare(other, "en")
        : Number(one) - Number(other);
    return [...rows].sort((a, b) => {
      const [one, other] = [valueOf(a), valueOf(b)];
      if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
      return direction * compare(one, other);
    });
  }

  for (const list of all(".findings")) {
    const filters = all("[data-filter]", list);
    const entries = all(".entries > li", list);
    const told = list.querySelector("[role=status]");
    const words = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
    const fits = (entry) =>
      filters.every(({ dataset, value }) =>
        dataset.filter === "words"
          ? words.get(entry).includes(value.trim().toLowerCase())
          : value === "" || value.split(" ").includes(entry.dataset[dataset.filter]));
    const show = () => {
      for (const entry of entries) entry.hidden = !fits(entry);
      const shown = entries.filter((entry) => !entry.hidden).length;
      told.textContent = shown + " of " + entries.length + " shown";
    };
    for (const one of filters) one.addEventListener("input", show);
    list.querySelector("fieldset").hidden = false;
    list.querySelector("[data-first]").selected = true;
    show();
  }

  for (const button of all("[data-copies]")) {
    const letter = button.closest(".letter");
    const told = letter.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = letter.querySelector("pre");
      const select = () => {
        getSelection().selectAllChildren(text);
        told.textContent = "Selected: copy it with the keyboard.";
      };
      if (navigator.clipboard === undefined) return select();
      navigator.clipboard.writeText(text.textContent).then(() => {
        told.textContent = "Copied.";
      }, select);
    });
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
})();
`;
