//! Comma-separated values as RFC 4180 has them, with line feeds: enough for what is written here.

/// Appends one record.
pub(super) fn write(values: &[&str], out: &mut String) {
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if value.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&value.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(value);
        }
    }
    out.push('\n');
}

/// The records of a text; an error names the record (from 1) that does not end.
pub(super) fn read(text: &str) -> Result<Vec<Vec<String>>, usize> {
    let mut out = Vec::new();
    let mut record = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (value, after) = value(rest).ok_or(out.len() + 1)?;
        record.push(value);
        let ends = !after.starts_with(',');
        rest = after.get(1..).unwrap_or_default();
        if ends {
            out.push(std::mem::take(&mut record));
        }
    }
    if record.is_empty() { Ok(out) } else { Err(out.len() + 1) }
}

/// The first value, and what follows from its separator on.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([',', '\n'])?;
        return (!text[..end].contains('"')).then(|| (text[..end].to_owned(), &text[end..]));
    };
    let mut out = String::new();
    loop {
        let (piece, after) = rest.split_once('"')?;
        out.push_str(piece);
        match after.strip_prefix('"') {
            Some(more) => {
                out.push('"');
                rest = more;
            }
            None => return after.starts_with([',', '\n']).then_some((out, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_survive_and_broken_ones_are_counted() {
        let records = [["a", "say \"no\", twice", ""], ["line\none", "", "\r"], ["", "\"", ","]];
        let mut text = String::new();
        records.iter().for_each(|record| write(record, &mut text));
        assert_eq!(read(&text).unwrap(), records.map(|r| r.map(str::to_owned).to_vec()).to_vec());
        assert_eq!(read("a,b\nc,\"d"), Err(2));
        assert_eq!(read("a,b\nc"), Err(2));
        assert_eq!(read("a\"b\n"), Err(1));
    }
}
