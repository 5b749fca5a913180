//! Positive cases and clean twins of the check `ci`.

use super::*;

fn strongest(path: &str, text: &str) -> f32 {
    let document = Document::new(Origin::Worktree, path, text);
    let mut out = Vec::new();
    Ci.check(&document, &[], &mut out);
    out.iter().map(|s| s.strength).fold(0.0, f32::max)
}

const W: &str = ".github/workflows/a.yml";

static BAD: &[(&str, &str)] = &[
    (
        W,
        "on:\n  issues:\n    types: [opened]\npermissions: write-all\njobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          allowed_non_write_users: \"*\"\n          prompt: |\n            Title: ${{ github.event.issue.title }}\n",
    ),
    (
        W,
        "on: pull_request_target\njobs:\n  a:\n    env:\n      PR_TEXT: ${{ github.event.pull_request.body }}\n    steps:\n      - uses: google-github-actions/run-gemini-cli@v0\n        with:\n          settings: '{\"autoAccept\": true}'\n          prompt: \"Review $PR_TEXT\"\n",
    ),
    (
        W,
        "on: push\npermissions:\n  contents: write\njobs:\n  a:\n    steps:\n      - run: |\n          claude -p \"Log: ${{ github.event.head_commit.message }}\" \\\n            --dangerously-skip-permissions\n",
    ),
    (
        W,
        "on: [issue_comment]\njobs:\n  a:\n    steps:\n      - id: ai\n        uses: actions/ai-inference@v1\n        with:\n          prompt: \"Q: ${{ github.event.comment.body }}\"\n          token: ${{ secrets.TRIAGE_PAT }}\n",
    ),
    (
        W,
        "on: issues\njobs:\n  a:\n    steps:\n      - id: get\n        env:\n          B: ${{ github.event.issue.body }}\n        run: echo \"text=$B\" >> $GITHUB_OUTPUT\n      - run: codex exec \"${{ steps.get.outputs.text }}\"\n",
    ),
    (
        W,
        "on: issues\njobs:\n  a:\n    outputs:\n      t: ${{ github.event.issue.title }}\n    steps: []\n  b:\n    steps:\n      - uses: x/gemini-action@v1\n        with: \n          prompt: ${{ needs.a.outputs.t }}\n",
    ),
    (
        ".gitlab-ci.yml",
        "r:\n  script:\n    - npm i -g @openai/codex\n    - codex exec --yolo \"Sum up '$CI_MERGE_REQUEST_TITLE' and push\"\n",
    ),
    (
        ".gitlab-ci.yml",
        "r:\n  variables:\n    T: $CI_MERGE_REQUEST_DESCRIPTION\n  script:\n    - P=\"Review $T\"\n    - gemini --yolo -p \"$P\"\n",
    ),
    (
        "action.yml",
        "runs:\n  using: composite\n  steps:\n    - run: echo \"${{ github.event.comment.body }}\" | claude -p\n      shell: bash\n",
    ),
];

static GOOD: &[(&str, &str)] = &[
    (
        W,
        "on:\n  issues:\n    types: [opened]\njobs:\n  a:\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: printf '%s' \"$TITLE\" >> \"$GITHUB_STEP_SUMMARY\"\n",
    ),
    (
        W,
        "on:\n  schedule:\n    - cron: \"0 3 * * *\"\njobs:\n  a:\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          prompt: \"List broken links. Commit: ${{ github.sha }}\"\n",
    ),
    (
        W,
        "on: issue_comment\njobs:\n  a:\n    if: contains(github.event.comment.body, '@claude')\n    steps:\n      - uses: anthropics/claude-code-action@v1\n        with:\n          anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}\n",
    ),
    (
        W,
        "on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.head_ref }}\n      - run: npm test -- \"${{ github.event.pull_request.title }}\"\n",
    ),
    (
        W,
        "on: workflow_dispatch\njobs:\n  a:\n    steps:\n      - uses: openai/codex-action@v1\n        with:\n          prompt-file: .github/prompts/release.md\n",
    ),
    (
        ".gitlab-ci.yml",
        "t:\n  script:\n    - echo \"Testing $CI_MERGE_REQUEST_TITLE\"\n    - ./scripts/gemini-probe --offline   # radio telescope\n",
    ),
    (".gitlab-ci.yml", "t:\n  script:\n    - codex exec \"List the files without tests\"\n"),
];

#[test]
fn untrusted_text_in_prompts() {
    for (path, text) in BAD {
        assert!(strongest(path, text) >= 0.68, "{path} {text}: {}", strongest(path, text));
    }
    assert!(strongest(BAD[0].0, BAD[0].1) > 0.97);
}

#[test]
fn safe_pipelines_are_quiet() {
    for (path, text) in GOOD {
        assert!(strongest(path, text) <= 0.33, "{path} {text}: {}", strongest(path, text));
    }
}

#[test]
fn a_guard_weakens() {
    let guarded = BAD[0].1.replace("  a:\n", "  a:\n    if: github.event.issue.author_association == 'MEMBER'\n");
    assert!(strongest(W, &guarded) < strongest(W, BAD[0].1) - 0.03);
}

#[test]
fn events_weigh() {
    let text = |event: &str| BAD[1].1.replace("pull_request_target", event);
    assert!(strongest(W, &text("pull_request")) < strongest(W, &text("pull_request_target")) - 0.05);
}

#[test]
fn other_files_are_not_read() {
    assert!(strongest("docs/a.yml", BAD[0].1) < 0.01);
}

/// What is not judged is not passed over in silence.
#[test]
fn a_job_that_is_cut_short_says_so() {
    let filler = format!("    - \"{}\"\n", "x".repeat(1000)).repeat(1100);
    assert!(strongest(".gitlab-ci.yml", &format!("build:\n  script:\n{filler}    - make\n")) > 0.6);
    assert!(strongest(".gitlab-ci.yml", "build:\n  script:\n    - make\n") < 0.1);
}
