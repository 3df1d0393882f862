//! XML as it comes: the elements asked for, one after the other, each as a small tree.
//!
//! Entities are not expanded: a reference that is not one of the five of XML, or a character, is an error. The depth
//! of the elements and the size of each are bounded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::input::{LONGEST, Place, Source};
use super::sink::Sink;
use crate::error::{Error, Result};

/// Elements within elements.
const DEEPEST: usize = 64;

/// An element without its namespaces.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Node>,
    pub(super) place: Place,
}

impl Node {
    /// The child elements of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The first child element of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The text of the first child element of a name.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", Self::text)
    }

    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Every element within, this one first.
    pub(super) fn walk<'a>(&'a self, each: &mut dyn FnMut(&'a Node)) {
        each(self);
        self.children.iter().for_each(|child| child.walk(each));
    }
}

/// Gives each element of one of the names `wanted` to `each`. What is wrong with one ends the import or is passed over;
/// what is wrong with the XML is an error.
pub(super) fn elements(
    source: &mut Source,
    sink: &mut Sink,
    wanted: &[&str],
    mut each: impl FnMut(&Node, &mut Sink) -> Result<()>,
) -> Result<()> {
    let mut reader = Reader::from_reader(&mut *source);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    // The elements from the wanted one to where reading is.
    let mut nodes: Vec<Node> = Vec::new();
    let mut size = 0;
    let mut has_root = false;
    while !sink.is_full() {
        buffer.clear();
        reader.get_mut().allow_more();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(e)) => return Err(reader.get_ref().io(&e)),
            Err(quick_xml::Error::Encoding(_)) => return Err(invalid(reader.get_ref())),
            Err(e) => {
                let message = format!("{e}{}; repair the file, or get it again", within(&open));
                return Err(reader.get_ref().wrong(message));
            }
        };
        let at = reader.get_ref();
        match event {
            Event::Decl(decl) => {
                let encoding = decl.encoding().and_then(std::result::Result::ok);
                let encoding = encoding.map(|e| e.to_ascii_lowercase()).unwrap_or_default();
                if !matches!(encoding.as_str(), "" | "utf-8" | "utf8" | "us-ascii" | "ascii") {
                    let message = format!(
                        "the file is in {encoding}; save it as UTF-8, for example with `iconv -f {encoding} -t UTF-8`"
                    );
                    return Err(at.wrong(message));
                }
            }
            Event::Start(start) => {
                has_root = true;
                let name = start.local_name().as_ref().to_owned();
                if open.len() >= DEEPEST {
                    return Err(at.wrong(format!(
                        "more than {DEEPEST} elements within each other{}; is this the format that was named?",
                        within(&open)
                    )));
                }
                if !nodes.is_empty() || wanted.contains(&name.as_str()) {
                    if nodes.is_empty() {
                        size = 0;
                    }
                    size += start.len() + size_of::<Node>();
                    let attributes = attributes(&start, at)?;
                    nodes.push(Node { name: name.clone(), attributes, place: at.place(), ..Node::default() });
                }
                open.push((name, at.place().line));
            }
            Event::End(_) => {
                open.pop();
                let Some(node) = nodes.pop() else { continue };
                match nodes.last_mut() {
                    Some(parent) => parent.children.push(node),
                    None => {
                        sink.pass_row();
                        each(&node, sink).or_else(|e| sink.refuse(e))?;
                    }
                }
            }
            Event::Text(text) => push(&mut nodes, &text, &mut size, at)?,
            Event::CData(text) => push(&mut nodes, &text, &mut size, at)?,
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => named(&reference),
                };
                let Some(c) = character else {
                    let name: &str = &reference;
                    return Err(at.wrong(format!("the entity &{name}; is not expanded; write the character itself")));
                };
                push(&mut nodes, c.encode_utf8(&mut [0; 4]), &mut size, at)?;
            }
            Event::Eof => break,
            Event::Comment(_) | Event::DocType(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
    if sink.is_full() {
        return Ok(());
    }
    let at = reader.get_ref();
    match open.is_empty() {
        true if has_root => Ok(()),
        true => Err(at.wrong("no XML; is this the format that was named?")),
        false => Err(at.wrong(format!("the file ends too early{}; get it again, whole", within(&open)))),
    }
}

fn push(nodes: &mut [Node], text: &str, size: &mut usize, at: &Source) -> Result<()> {
    let Some(node) = nodes.last_mut() else { return Ok(()) };
    *size += text.len();
    if *size > LONGEST {
        return Err(
            at.wrong(format!("<{}> has more than {LONGEST} bytes; is this the format that was named?", node.name))
        );
    }
    node.text.push_str(text);
    Ok(())
}

fn invalid(at: &Source) -> Error {
    at.wrong("invalid UTF-8 before this; save the file as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`")
}

fn attributes(start: &BytesStart, at: &Source) -> Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| at.wrong(format!("{e}")))?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|e| at.wrong(format!("{e}")))?;
        out.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    Ok(out)
}

/// The five entities that every XML file has.
fn named(reference: &str) -> Option<char> {
    Some(match reference {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

/// Where reading is, in words.
fn within(open: &[(String, usize)]) -> String {
    match open.last() {
        Some((name, line)) => format!(", within <{name}>, which begins in line {line}"),
        None => String::new(),
    }
}
