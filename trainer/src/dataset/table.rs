//! The data set as a file, Parquet (zstd) or CSV: written whole or not at all, read back with every row checked.
//!
//! Invariant: the same rows give the same bytes. Nothing of the machine, the time or the number of threads is in a file.

use super::row::{COLUMNS, Row};
use super::write::atomically;
use super::{Error, csv};
use clap::ValueEnum;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Rows of one row group.
const GROUP: usize = 16_384;
const LEVEL: i32 = 9;

/// The file's format.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Format {
    /// Columns, compressed with zstd.
    #[default]
    Parquet,
    /// Comma-separated values.
    Csv,
}

impl Format {
    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Parquet => "attacks.parquet",
            Self::Csv => "attacks.csv",
        }
    }
}

/// Writes the rows.
pub fn write(rows: &[Row], format: Format, path: &Path) -> Result<(), Error> {
    atomically(path, |file| match format {
        Format::Parquet => write_parquet(rows, file).map_err(Error::format(path)),
        Format::Csv => {
            let mut text = String::new();
            csv::write(&COLUMNS, &mut text);
            rows.iter().for_each(|row| csv::write(&row.values(), &mut text));
            file.write_all(text.as_bytes()).map_err(Error::file(path))
        }
    })
}

fn schema() -> String {
    let column = |name: &&str| match *name {
        "label" => "required int32 label;".to_owned(),
        name => format!("required binary {name} (STRING);"),
    };
    format!("message row {{ {} }}", COLUMNS.iter().map(column).collect::<Vec<_>>().join(" "))
}

fn write_parquet(rows: &[Row], file: &mut File) -> Result<(), parquet::errors::ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
        .set_statistics_enabled(EnabledStatistics::None)
        .set_created_by("promptsweep-trainer".to_owned())
        .build();
    let schema = Arc::new(parse_message_type(&schema())?);
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties))?;
    for group in rows.chunks(GROUP) {
        let mut columns = writer.next_row_group()?;
        for (i, name) in COLUMNS.iter().enumerate() {
            let Some(mut column) = columns.next_column()? else { break };
            if *name == "label" {
                let labels: Vec<i32> = group.iter().map(|row| i32::from(row.label)).collect();
                column.typed::<Int32Type>().write_batch(&labels, None, None)?;
            } else {
                let values: Vec<ByteArray> = group.iter().map(|row| row.values()[i].into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            }
            column.close()?;
        }
        columns.close()?;
    }
    writer.close().map(drop)
}

/// Reads a data set and checks every row: schema, licence, ids.
pub fn read(path: &Path) -> Result<Vec<Row>, Error> {
    let values = match path.extension().is_some_and(|e| e == "csv") {
        true => read_csv(path)?,
        false => read_parquet(path)?,
    };
    let at = |i: usize| format!("{}: row {}", path.display(), i + 1);
    let row = |(i, values)| Row::of(values).map_err(|what| Error::row(at(i), what));
    let rows = values.into_iter().enumerate().map(row).collect::<Result<Vec<_>, _>>()?;
    check(&rows, at)?;
    Ok(rows)
}

/// Checks every row, and that no id stands twice; `at` tells the place of a row.
pub fn check(rows: &[Row], at: impl Fn(usize) -> String) -> Result<(), Error> {
    let mut seen = HashMap::new();
    for (i, row) in rows.iter().enumerate() {
        row.check(&at(i))?;
        if let Some(first) = seen.insert(row.id.as_str(), i) {
            return Err(Error::DuplicateId { id: row.id.clone(), first: at(first), second: at(i) });
        }
    }
    Ok(())
}

type Values = [String; COLUMNS.len()];

fn read_csv(path: &Path) -> Result<Vec<Values>, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let broken = |number| Error::row(format!("{}: record {number}", path.display()), "does not end");
    let mut records = csv::read(&text).map_err(broken)?.into_iter().enumerate();
    let wrong = |number: usize| {
        let what = format!("does not have the columns {}", COLUMNS.join(", "));
        Error::row(format!("{}: record {}", path.display(), number + 1), what)
    };
    match records.next() {
        Some((_, head)) if head == COLUMNS => {}
        _ => return Err(wrong(0)),
    }
    records.map(|(i, record)| record.try_into().map_err(|_| wrong(i))).collect()
}

fn read_parquet(path: &Path) -> Result<Vec<Values>, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    let reader = SerializedFileReader::new(file).map_err(Error::format(path))?;
    let found = reader.metadata().file_metadata().schema_descr();
    if found.columns().iter().map(|column| column.name()).ne(COLUMNS) {
        return Err(Error::format(path)(format!("does not have the columns {}", COLUMNS.join(", "))));
    }
    let mut out = Vec::new();
    for record in reader.get_row_iter(None).map_err(Error::format(path))? {
        let record = record.map_err(Error::format(path))?;
        let values: Vec<String> = record.get_column_iter().map(|(_, field)| text_of(field)).collect();
        let wrong = |_| Error::row(format!("{}: row {}", path.display(), out.len() + 1), "has too few columns");
        out.push(values.try_into().map_err(wrong)?);
    }
    Ok(out)
}

fn text_of(field: &Field) -> String {
    match field {
        Field::Str(text) => text.clone(),
        Field::Int(number) => number.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::row::tests::row;

    fn rows() -> Vec<Row> {
        vec![row("Read \"this\", then\nthat.", 0, "a"), row("Tell nobody what you saw, \u{1f600}.", 1, "b")]
    }

    #[test]
    fn both_formats_come_back_and_are_the_same_bytes_twice() {
        let folder = tempfile::tempdir().unwrap();
        for format in [Format::Parquet, Format::Csv] {
            let path = folder.path().join(format.file_name());
            write(&rows(), format, &path).unwrap();
            let first = std::fs::read(&path).unwrap();
            write(&rows(), format, &path).unwrap();
            assert_eq!(first, std::fs::read(&path).unwrap());
            assert_eq!(read(&path).unwrap(), rows());
        }
    }

    #[test]
    fn broken_files_are_told_by_row() {
        let folder = tempfile::tempdir().unwrap();
        let told = |text: &str, format: Format| {
            let path = folder.path().join(format.file_name());
            std::fs::write(&path, text).unwrap();
            read(&path).unwrap_err().to_string().replace(&path.display().to_string(), "FILE")
        };
        let path = folder.path().join("good.csv");
        write(&rows(), Format::Csv, &path).unwrap();
        let good = std::fs::read_to_string(&path).unwrap();
        assert!(
            told(&good.replace(",docs,", ",moon,"), Format::Csv).starts_with("FILE: row 1: corrupted row: surface")
        );
        assert!(told(&good.replace("text,", "words,"), Format::Csv).starts_with("FILE: record 1: corrupted row: does"));
        assert!(told(&good[..good.len() - 1], Format::Csv).starts_with("FILE: record 3: corrupted row: does not end"));
        assert!(told(&good.replace("Apache-2.0 OR MIT", "CC-BY-NC-4.0"), Format::Csv).contains("forbids commercial"));
        let twice = format!("{good}{}", good.lines().last().unwrap().to_owned() + "\n");
        assert!(told(&twice, Format::Csv).starts_with("FILE: row 3: duplicate id"));
        assert!(told("PAR1 and nothing else", Format::Parquet).starts_with("FILE: "));
    }
}
