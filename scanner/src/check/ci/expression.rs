//! Who writes the value of an expression or variable of a pipeline.

/// Writer of a text.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Writer {
    /// People who may push.
    Insider,
    /// Anybody, through a call that fetches it.
    Fetched,
    /// Anybody.
    Outsider,
}

/// Parts of expressions that anybody with an account can fill.
static OUTSIDER: &[&str] = &[
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.pull_request.head.label",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.review_comment.body",
    "github.event.discussion.title",
    "github.event.discussion.body",
    "github.event.workflow_run.head_branch",
    "github.event.workflow_run.head_commit.message",
    "github.event.workflow_run.display_title",
    "github.head_ref",
    "tojson(github.event)",
    "tojson(github.event.issue)",
    "tojson(github.event.comment)",
    "tojson(github.event.pull_request)",
    "gitea.event.issue.title",
    "gitea.event.issue.body",
    "gitea.event.pull_request.title",
    "gitea.event.pull_request.body",
];
/// Parts that those who push fill.
static INSIDER: &[&str] =
    &["github.event.head_commit.message", "github.event.commits", "github.ref_name", "github.event.head_commit.author"];
/// The same in scripts of `actions/github-script`.
static PAYLOAD: &[&str] = &[
    "payload.issue.title",
    "payload.issue.body",
    "payload.pull_request.title",
    "payload.pull_request.body",
    "payload.comment.body",
    "payload.review.body",
    "payload.discussion.body",
];
/// Calls that fetch such text.
static FETCHES: &[&str] =
    &["gh issue view", "gh pr view", "gh pr diff", "gh issue list", "gh api", "glab mr view", "glab issue view"];

/// Variables of other systems that anybody fills, and those that people who push fill.
pub(super) static VARIABLES: &[(&str, Writer)] = &[
    ("CI_MERGE_REQUEST_TITLE", Writer::Outsider),
    ("CI_MERGE_REQUEST_DESCRIPTION", Writer::Outsider),
    ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", Writer::Outsider),
    ("CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME", Writer::Outsider),
    ("CI_COMMIT_MESSAGE", Writer::Insider),
    ("CI_COMMIT_TITLE", Writer::Insider),
    ("CI_COMMIT_DESCRIPTION", Writer::Insider),
    ("CI_COMMIT_REF_NAME", Writer::Insider),
    ("CI_COMMIT_BRANCH", Writer::Insider),
    ("CI_COMMIT_AUTHOR", Writer::Insider),
    ("CHANGE_TITLE", Writer::Outsider),
    ("CHANGE_BRANCH", Writer::Outsider),
    ("BITBUCKET_BRANCH", Writer::Insider),
    ("CIRCLE_BRANCH", Writer::Outsider),
    ("DRONE_COMMIT_MESSAGE", Writer::Outsider),
    ("DRONE_PULL_REQUEST_TITLE", Writer::Outsider),
    ("BUILDKITE_MESSAGE", Writer::Outsider),
    ("BUILDKITE_BRANCH", Writer::Outsider),
    ("BUILD_SOURCEVERSIONMESSAGE", Writer::Insider),
    ("SYSTEM_PULLREQUEST_SOURCEBRANCH", Writer::Outsider),
];

/// The bodies of the `${{ ... }}` expressions of `text`.
pub(super) fn expressions(text: &str) -> impl Iterator<Item = &str> {
    text.split("${{").skip(1).filter_map(|rest| rest.split_once("}}").map(|(body, _)| body.trim()))
}

/// Who writes the values that `text` interpolates, if not its author. Comparisons give no text and are passed over.
pub(super) fn writer(text: &str) -> Option<Writer> {
    let of = |body: &str| {
        let body = body.to_ascii_lowercase().replace(' ', "");
        let compares = ["contains(", "startswith(", "endswith(", "==", "!="].iter().any(|c| body.contains(c))
            && !body.contains("||");
        match () {
            () if compares => None,
            () if OUTSIDER.iter().any(|part| body.contains(part)) => Some(Writer::Outsider),
            () if INSIDER.iter().any(|part| body.contains(part)) => Some(Writer::Insider),
            () => None,
        }
    };
    expressions(text).filter_map(of).max()
}

/// The same for text that a script reads without an expression.
pub(super) fn script_writer(text: &str) -> Option<Writer> {
    match () {
        () if PAYLOAD.iter().any(|part| text.contains(part)) => Some(Writer::Outsider),
        () if FETCHES.iter().any(|call| text.contains(call)) => Some(Writer::Fetched),
        () => None,
    }
}

/// True when `text` names variable `name` in the way of a shell or template.
pub(super) fn names(text: &str, name: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(name).map(|n| from + n) {
        let before = &text[..at];
        let after = text.as_bytes().get(at + name.len()).copied().unwrap_or(b' ');
        let marked = before.ends_with('$')
            || before.ends_with("${")
            || before.ends_with("env.")
            || before.ends_with('%')
            || before.ends_with("$(");
        if marked && !(after == b'_' || after.is_ascii_alphanumeric()) {
            return true;
        }
        from = at + name.len().max(1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_of_expressions() {
        assert_eq!(writer("a ${{ github.event.issue.body }}"), Some(Writer::Outsider));
        assert_eq!(writer("${{ format('{0}', github.head_ref) }} ${{github.sha}}"), Some(Writer::Outsider));
        assert_eq!(writer("${{ github.event.head_commit.message }}"), Some(Writer::Insider));
        assert_eq!(writer("${{ github.event.issue.number }} ${{ github.sha }}"), None);
        assert_eq!(writer("${{ contains(github.event.comment.body, '@bot') }}"), None);
        assert_eq!(writer("github.event.issue.body"), None);
    }

    #[test]
    fn variables_by_name() {
        assert!(names("x $TITLE y", "TITLE") && names("${TITLE}", "TITLE") && names("${{ env.TITLE }}", "TITLE"));
        assert!(!names("$TITLES TITLE", "TITLE"));
    }
}
