// What is looked at inside a page, as expressions that a browser evaluates.

/** Whether the page is wider than its window, and by which elements. */
export const WIDER = `(() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scrolls, .unseen, .skip"))
    .slice(0, 5)
    .map((one) => one.outerHTML.slice(0, 120));
})()`;

/** Texts whose contrast with what is behind them is too small, each kind once. */
export const TOO_FAINT = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const numbers = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  };
  const pageColour = getComputedStyle(document.body).backgroundColor;
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (numbers(colour)[3] === 255) return colour;
    }
    return pageColour;
  };
  const inDrawing = (text) => {
    const { x, y, width, height } = text.getBBox();
    const boxes = [...text.parentElement.querySelectorAll("rect.box, rect.step")].filter((rect) => {
      const box = rect.getBBox();
      return box.x <= x + 1 && box.y <= y + height / 2 && box.x + box.width >= x && box.y + box.height >= y + height / 2;
    });
    return boxes.length === 0 ? pageColour : getComputedStyle(boxes.at(-1)).fill;
  };
  const found = new Map();
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!says || /^(SCRIPT|STYLE|TITLE|OPTION|title)$/.test(element.tagName)) continue;
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGTextElement;
    const ratio = drawn ? contrast(style.fill, inDrawing(element)) : contrast(style.color, behind(element));
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.set(element.tagName + "." + element.getAttribute("class") + " " + (drawn ? style.fill : style.color), ratio.toFixed(2) + " " + element.textContent.slice(0, 40));
  }
  return [...found].map((one) => one.join(": "));
})()`;

/** Texts of the drawing that are wider than the box around them. */
export const TOO_LONG = `[...document.querySelectorAll(".system text")].flatMap((text) => {
  const { x, width } = text.getBBox();
  const box = text.parentElement.querySelector("rect.box").getBBox();
  return x < box.x || x + width > box.x + box.width ? [text.textContent] : [];
})`;

/** Every element with the names of its attributes, but for code, which a writer may mark. */
export const SKELETON = `[...document.querySelectorAll("*")]
  .filter((one) => one.tagName !== "CODE")
  .map((one) => one.tagName + " " + one.getAttributeNames().join(" "))`;

/** What a filter is set to, as if by hand. */
export const filter = (name: string, value: string) => `(() => {
  const one = document.querySelector('[data-filter="${name}"]');
  one.value = ${JSON.stringify(value)};
  one.dispatchEvent(new Event("input", { bubbles: true }));
})()`;

export const SHOWN = `[...document.querySelectorAll(".entries > li")].filter((one) => one.checkVisibility()).map((one) => one.dataset.outcome)`;

/** The first column of the table of levers, top to bottom. */
export const LEVERS = `[...document.querySelectorAll("table[data-sorts] tbody tr")].map((row) => row.cells[0].querySelector("b").textContent)`;
