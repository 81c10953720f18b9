// What Greenlight sends with each call: the parameters of the address, as `?per_page`, and the
// fields of the body. With its value where a server may know fewer of them. The witness holds that
// this is all, and tests/server-versions.test.ts that the oldest supported server takes it.

const LIST = ["?per_page", "?page"];

const COMPLETED = [
  "name",
  "status=completed",
  "conclusion=success",
  "conclusion=failure",
  "conclusion=action_required",
  "conclusion=cancelled",
  "external_id",
  "output.title",
  "output.summary",
  "output.annotations[].path",
  "output.annotations[].start_line",
  "output.annotations[].end_line",
  "output.annotations[].annotation_level=notice",
  "output.annotations[].annotation_level=warning",
  "output.annotations[].annotation_level=failure",
  "output.annotations[].title",
  "output.annotations[].message",
];

export const SENT: Readonly<Record<string, readonly string[]>> = below("/repos/{owner}/{repo}", {
  "GET /commits/{ref}/check-runs": ["?check_name", "?filter=latest", "?filter=all", ...LIST],
  "GET /commits/{ref}/statuses": LIST,
  "GET /compare/{basehead}": ["?per_page"],
  "GET /git/trees/{tree_sha}": ["?recursive"],
  "GET /issues/{issue_number}/comments": LIST,
  "GET /pulls": [...LIST, "?base", "?state=open", "?sort=created", "?direction=asc"],
  "GET /pulls/{pull_number}/comments": LIST,
  "GET /pulls/{pull_number}/commits": LIST,
  "GET /pulls/{pull_number}/files": LIST,
  "GET /pulls/{pull_number}/reviews": LIST,
  "POST /check-runs": [...COMPLETED, "head_sha", "status=in_progress"],
  "PATCH /check-runs/{check_run_id}": COMPLETED,
  "POST /git/commits": ["message", "tree", "parents[]"],
  "POST /git/refs": ["ref", "sha"],
  "PATCH /git/refs/{ref}": ["sha", "force"],
  "POST /git/trees": [
    "tree[].path",
    "tree[].mode=100644",
    "tree[].type=blob",
    "tree[].content",
    "base_tree",
  ],
  "PATCH /issues/comments/{comment_id}": ["body"],
  "POST /issues/comments/{comment_id}/reactions": ["content=+1", "content=eyes"],
  "POST /issues/{issue_number}/comments": ["body"],
  "PATCH /pulls/comments/{comment_id}": ["body"],
  "POST /pulls/comments/{comment_id}/reactions": ["content=+1", "content=eyes"],
  "POST /pulls/{pull_number}/comments": ["commit_id", "path", "body", "subject_type=file"],
  "POST /pulls/{pull_number}/comments/{comment_id}/replies": ["body"],
  "POST /pulls/{pull_number}/reviews": [
    "commit_id",
    "event=COMMENT",
    "body",
    "comments[].path",
    "comments[].line",
    "comments[].side=RIGHT",
    "comments[].body",
  ],
  "POST /statuses/{sha}": [
    "state=success",
    "state=failure",
    "state=pending",
    "state=error",
    "description",
    "context",
    "target_url",
  ],
});

function below(path: string, calls: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(
    Object.entries(calls).map(([call, fields]) => [call.replace(" ", ` ${path}`), fields]),
  );
}
