//! Command-line cases: every `tests/cmd/<case>.toml`, run in `<case>.in/` where there is one.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}
