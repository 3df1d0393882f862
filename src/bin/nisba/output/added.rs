//! What was read, with one answer added: a field, or a column at the end.

use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Out, cell};
use crate::Failure;
use crate::input::table::Head;
use crate::input::{Document, Frame};

/// The form in which records with an added answer are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Jsonl,
    Tsv,
}

/// Writes records with an answer added.
pub(crate) struct Added {
    form: Form,
    key: &'static str,
    /// The table whose header was written last.
    head: Option<Arc<Head>>,
}

impl Added {
    pub(crate) fn new(form: Form, key: &'static str) -> Self {
        Self { form, key, head: None }
    }

    /// Writes a document with its answer; `fields` are what it is of where it is no record.
    pub(crate) fn write(
        &mut self,
        document: &Document,
        fields: &[(&str, &str)],
        answer: &Value,
        out: &mut Out,
    ) -> Result<(), Failure> {
        match self.form {
            Form::Jsonl => match &document.frame {
                Frame::Object(object) => write!(out, "{}", object.with_field(self.key, answer))?,
                Frame::Row(row) => self.object(row.named().map(|(name, cell)| (name, cell.into())), answer, out)?,
                Frame::Plain => {
                    self.object(fields.iter().map(|&(name, value)| (name.to_owned(), value.into())), answer, out)?;
                }
            },
            Form::Tsv => {
                let answer = answer.as_str().map_or_else(|| answer.to_string(), cell);
                match &document.frame {
                    Frame::Plain => writeln!(out, "{}\t{answer}", document.text.as_str())?,
                    Frame::Object(_) => {
                        let cells: Vec<_> = fields.iter().map(|(_, value)| cell(value)).collect();
                        writeln!(out, "{}\t{answer}", cells.join("\t"))?;
                    }
                    Frame::Row(row) => {
                        self.header(&row.head, out)?;
                        let cells: Vec<_> = row.cells.iter().map(|value| cell(value)).collect();
                        writeln!(out, "{}\t{answer}", cells.join("\t"))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn object(
        &self,
        fields: impl Iterator<Item = (String, Value)>,
        answer: &Value,
        out: &mut Out,
    ) -> Result<(), Failure> {
        let mut object: Map<String, Value> = fields.collect();
        object.insert(self.key.to_owned(), answer.clone());
        Ok(writeln!(out, "{}", Value::Object(object))?)
    }

    fn header(&mut self, head: &Arc<Head>, out: &mut Out) -> Result<(), Failure> {
        if self.head.as_ref().is_some_and(|written| Arc::ptr_eq(written, head)) {
            return Ok(());
        }
        self.head = Some(Arc::clone(head));
        if let Some(names) = &head.names {
            let names: Vec<_> = names.iter().map(cell).collect();
            writeln!(out, "{}\t{}", names.join("\t"), self.key)?;
        }
        Ok(())
    }
}
