//! Lexicon sources: curated TOML, edited by hand, and bulk JSON Lines.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::error::{Error, Result};
use crate::hash::Map;

/// One entity as its source states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) about: String,
    pub(crate) same_as: Vec<String>,
    pub(crate) within: String,
    pub(crate) family_first: bool,
    pub(crate) short: Vec<String>,
    pub(crate) variants: Vec<Variant>,
    pub(crate) never: Vec<Never>,
    pub(crate) cues: Vec<String>,
    pub(crate) weight: Option<f32>,
    pub(crate) threshold: Option<f32>,
    pub(crate) allow: Vec<Allowance>,
    /// The threshold that its lexicon states for its type.
    pub(crate) type_threshold: Option<f32>,
}

/// A finding of lint that is meant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Allowance {
    pub(crate) rule: String,
    /// The form that the finding is about; empty where it may be about any part of the entity.
    #[serde(default)]
    pub(crate) form: String,
    pub(crate) reason: String,
}

/// A name of an entity beside the canonical one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Variant {
    pub(crate) form: String,
    pub(crate) kind: Option<VariantKind>,
    pub(crate) lang: String,
    pub(crate) context: Option<Context>,
    pub(crate) exact_case: bool,
    pub(crate) weight: Option<f32>,
    pub(crate) threshold: Option<f32>,
}

impl Variant {
    /// Whether it says more than its form.
    pub(crate) fn has_tags(&self) -> bool {
        self.tags().next().is_some() || self.weight.is_some() || self.threshold.is_some()
    }

    /// Its tags that are words, as they are written.
    pub(crate) fn tags(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let kind = self.kind.map_or("", VariantKind::name);
        let context = self.context.map_or("", Context::name);
        let case = if self.exact_case { "exact" } else { "" };
        let tags = [("kind", kind), ("lang", &self.lang), ("context", context), ("case", case)];
        tags.into_iter().filter(|(_, word)| !word.is_empty())
    }
}

/// A form that looks like the entity's and is not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Never {
    pub(crate) form: String,
    pub(crate) reason: String,
}

/// What kind of name a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum VariantKind {
    Acronym,
    Nickname,
    Former,
    Kunya,
    Title,
    Given,
    Translation,
}

impl VariantKind {
    /// The kind as lexicons write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Acronym => "acronym",
            Self::Nickname => "nickname",
            Self::Former => "former",
            Self::Kunya => "kunya",
            Self::Title => "title",
            Self::Given => "given",
            Self::Translation => "translation",
        }
    }
}

/// What else must stand in the document for a variant to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::enum_variant_names, reason = "so lexicons write them")]
pub(crate) enum Context {
    /// A full name of the entity.
    NeedsFullName,
    /// One of the entity's cues.
    NeedsCue,
    /// The text's language is the variant's, and the form is written with its marks.
    NeedsLanguage,
}

impl Context {
    /// The context as lexicons write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NeedsFullName => "needs-full-name",
            Self::NeedsCue => "needs-cue",
            Self::NeedsLanguage => "needs-language",
        }
    }
}

/// What a source file holds: its entities, where they stand, and what is wrong in it.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) entities: Vec<Entity>,
    /// The places of each entity.
    pub(crate) places: Vec<Places>,
    /// The thresholds of types that it states; they hold for the whole lexicon that the file is of.
    pub(crate) thresholds: BTreeMap<String, f32>,
    /// In the order of the file. An entity with a problem is not among `entities`.
    pub(crate) problems: Vec<Problem>,
}

/// Something that a source may not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
}

/// A part of an entity that is written somewhere in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Id,
    Name,
    About,
    Within,
    Short(usize),
    Variant(usize),
    Never(usize),
    Cue(usize),
    Allowance(usize),
}

/// Where the parts of an entity stand, in bytes of its source.
#[derive(Clone, Debug)]
pub(crate) enum Places {
    /// In a curated file, each part for itself.
    Curated(Box<CuratedPlaces>),
    /// In a bulk file, somewhere in a line: there are millions, few of which anybody asks for.
    Line(Range<usize>),
}

/// Where the parts of a curated entity stand. A part that is not there stands where the id does.
#[derive(Clone, Debug, Default)]
pub(crate) struct CuratedPlaces {
    id: Range<usize>,
    name: Range<usize>,
    about: Range<usize>,
    within: Range<usize>,
    short: Vec<Range<usize>>,
    variants: Vec<Range<usize>>,
    never: Vec<Range<usize>>,
    cues: Vec<Range<usize>>,
    allow: Vec<Range<usize>>,
}

impl Places {
    /// The bytes of a part of `entity` in `text`, its source.
    pub(crate) fn span(&self, part: Part, entity: &Entity, text: &str) -> Range<usize> {
        let places = match self {
            Self::Curated(places) => places,
            Self::Line(line) => return in_line(line, part, entity, text),
        };
        let one = |list: &[Range<usize>], i: usize| list.get(i).unwrap_or(&places.id).clone();
        match part {
            Part::Id => places.id.clone(),
            Part::Name => places.name.clone(),
            Part::About => places.about.clone(),
            Part::Within => places.within.clone(),
            Part::Short(i) => one(&places.short, i),
            Part::Variant(i) => one(&places.variants, i),
            Part::Never(i) => one(&places.never, i),
            Part::Cue(i) => one(&places.cues, i),
            Part::Allowance(i) => one(&places.allow, i),
        }
    }
}

/// The bytes of a part within the line of a bulk entity; the line where its writing is not the usual one.
fn in_line(line: &Range<usize>, part: Part, entity: &Entity, text: &str) -> Range<usize> {
    let value = match part {
        Part::Id => &entity.id,
        Part::Name => &entity.name,
        Part::Variant(i) if i < entity.variants.len() => &entity.variants[i].form,
        _ => return line.clone(),
    };
    let written = serde_json::Value::from(value.as_str()).to_string();
    match text[line.clone()].find(&written) {
        Some(at) => line.start + at..line.start + at + written.len(),
        None => line.clone(),
    }
}

/// Reads `.toml` and `.jsonl` files, and every such file under folders, in the order of their paths.
pub(crate) fn read<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<Entity>> {
    let files = files(paths)?;
    let mut entities: Vec<Entity> = Vec::new();
    let mut seen: Map<String, usize> = Map::default();
    let mut thresholds = TypeThresholds::default();
    for (number, file) in files.iter().enumerate() {
        let text = text(file)?;
        let mut source = if is_bulk(file) { bulk_source(&text) } else { curated_source(&text) };
        thresholds.add(file, std::mem::take(&mut source.thresholds))?;
        check(file, &text, &source)?;
        for (entity, places) in source.entities.iter().zip(&source.places) {
            if let Some(first) = seen.insert(entity.id.clone(), number) {
                let first = files[first].display();
                let message =
                    format!("id {:?} is given in {first} as well; give one another id, or merge them", entity.id);
                let (line, column) = position(&text, places.span(Part::Id, entity, &text).start);
                return Err(Error::data_at(file, line, column, message));
            }
        }
        entities.extend(source.entities);
    }
    Ok(with_thresholds(entities, &thresholds.values))
}

/// The thresholds of types that the files of one lexicon state.
#[derive(Default)]
pub(crate) struct TypeThresholds {
    pub(crate) values: BTreeMap<String, f32>,
    files: BTreeMap<String, PathBuf>,
}

impl TypeThresholds {
    /// Adds those of a file.
    pub(crate) fn add(&mut self, file: &Path, stated: BTreeMap<String, f32>) -> Result<()> {
        for (kind, least) in stated {
            if let (Some(other), Some(first)) = (self.values.get(&kind).filter(|&&o| o != least), self.files.get(&kind))
            {
                let first = first.display();
                let message =
                    format!("the threshold of {kind:?} is {least} here and {other} in {first}; state it once");
                return Err(Error::data(file, 0, message));
            }
            self.files.insert(kind.clone(), file.to_owned());
            self.values.insert(kind, least);
        }
        Ok(())
    }
}

/// The entities with the thresholds of their types.
fn with_thresholds(mut entities: Vec<Entity>, thresholds: &BTreeMap<String, f32>) -> Vec<Entity> {
    if !thresholds.is_empty() {
        for entity in &mut entities {
            entity.type_threshold = thresholds.get(&entity.kind).copied();
        }
    }
    entities
}

/// The `.toml` and `.jsonl` files at some paths and under the folders among them, a folder's in their order. Hidden ones
/// in a folder are left out: they are what editors, file systems and version control put beside the files that people write.
pub(crate) fn files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect(path.as_ref(), &mut files, &mut HashSet::new())?;
        if files.len() == before {
            return Err(Error::data(path.as_ref(), 0, "no lexicon here: expected .toml or .jsonl files"));
        }
    }
    Ok(files)
}

/// Whether a file holds a bulk lexicon.
pub(crate) fn is_bulk(file: &Path) -> bool {
    file.extension().is_some_and(|e| e == "jsonl")
}

/// The text of a source file.
pub(crate) fn text(file: &Path) -> Result<String> {
    let text = fs::read(file).map_err(|e| Error::io(file, &e))?;
    String::from_utf8(text).map_err(|e| {
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = e.as_bytes() {
            return Error::data(file, 1, "UTF-16; save the file as UTF-8");
        }
        let at = e.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&e.as_bytes()[..at]);
        let (line, column) = position(&before, before.len());
        Error::data_at(file, line, column, format!("invalid UTF-8 (byte {at} of the file); save the file as UTF-8"))
    })
}

/// Whether a name begins with a dot.
pub(crate) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// `seen` are the folders that were read: however many links lead to one, it is read once.
fn collect(path: &Path, files: &mut Vec<PathBuf>, seen: &mut HashSet<PathBuf>) -> Result<()> {
    let meta = fs::metadata(path).map_err(|e| Error::io(path, &e))?;
    if !meta.is_dir() {
        return match path.extension().and_then(|e| e.to_str()) {
            Some("toml" | "jsonl") => {
                files.push(path.to_owned());
                Ok(())
            }
            _ => Err(Error::data(path, 0, "not a lexicon: expected a name that ends in .toml, .jsonl or .nisba")),
        };
    }
    let mut inside: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|dir| dir.map(|f| f.map(|f| f.path())).collect())
        .map_err(|e| Error::io(path, &e))?;
    inside.sort();
    if !seen.insert(path.canonicalize().map_err(|e| Error::io(path, &e))?) {
        return Ok(());
    }
    for file in inside {
        // A lexicon folder holds its grammar tables and its cases as well.
        let skipped = ["grammar", "cases"].iter().any(|s| file.file_name().is_some_and(|n| n == *s));
        let is_named = file.extension().is_some_and(|e| e == "toml" || e == "jsonl");
        // A pipe in a folder is no part of a lexicon: nobody may ever write to it. A link that leads nowhere is told.
        let is_other = fs::metadata(&file).is_ok_and(|meta| !meta.is_dir() && !meta.is_file());
        if !is_hidden(&file) && ((file.is_dir() && !skipped) || (is_named && !is_other)) {
            collect(&file, files, seen)?;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuratedFile {
    #[serde(default)]
    thresholds: BTreeMap<String, Spanned<f32>>,
    #[serde(default)]
    entity: Vec<CuratedEntity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CuratedEntity {
    id: Spanned<String>,
    name: Spanned<String>,
    r#type: Spanned<String>,
    about: Option<Spanned<String>>,
    #[serde(default)]
    same_as: Vec<String>,
    r#in: Option<Spanned<String>>,
    #[serde(default)]
    order: Option<Order>,
    #[serde(default)]
    short: Vec<Spanned<String>>,
    #[serde(default, deserialize_with = "variants")]
    variants: Vec<Spanned<CuratedVariant>>,
    #[serde(default)]
    never: Vec<Spanned<CuratedNever>>,
    #[serde(default)]
    cues: Vec<Spanned<String>>,
    weight: Option<Spanned<f32>>,
    threshold: Option<Spanned<f32>>,
    #[serde(default)]
    allow: Vec<Spanned<Allowance>>,
}

/// The most variants of an entity. Nobody has so many; who lists more lists several.
const MOST_VARIANTS: usize = 1 << 20;

/// A list of variants, refused once it is too long rather than when memory is.
fn variants<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let mut out = Vec::new();
            while let Some(variant) = list.next_element()? {
                if out.len() == MOST_VARIANTS {
                    return Err(serde::de::Error::custom(format!(
                        "an entity of more than {MOST_VARIANTS} variants; is it several entities?"
                    )));
                }
                out.push(variant);
            }
            Ok(out)
        }
    }
    from.deserialize_seq(List(std::marker::PhantomData))
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    FamilyFirst,
    GivenFirst,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a string, or a table { form = \"…\" } with kind, lang, context, case, weight or threshold"
)]
enum CuratedVariant {
    Form(String),
    Table(VariantTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantTable {
    form: String,
    kind: Option<VariantKind>,
    #[serde(default)]
    lang: String,
    context: Option<Context>,
    case: Option<Case>,
    weight: Option<f32>,
    threshold: Option<f32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Case {
    Exact,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuratedNever {
    form: String,
    reason: String,
}

/// Reads a curated lexicon.
pub(crate) fn curated(path: &Path, text: &str) -> Result<Vec<Entity>> {
    let mut source = curated_source(text);
    let thresholds = std::mem::take(&mut source.thresholds);
    Ok(with_thresholds(whole(path, text, source)?, &thresholds))
}

/// Reads a curated lexicon, with the places of its entities.
pub(crate) fn curated_whole(path: &Path, text: &str) -> Result<Source> {
    let source = curated_source(text);
    check(path, text, &source).map(|()| source)
}

/// The entities of a source without a problem.
fn whole(path: &Path, text: &str, source: Source) -> Result<Vec<Entity>> {
    check(path, text, &source).map(|()| source.entities)
}

/// The first problem of a source.
fn check(path: &Path, text: &str, source: &Source) -> Result<()> {
    let mut problem = source.problems.first().cloned();
    let mut seen: Map<&str, usize> = Map::default();
    for (i, entity) in source.entities.iter().enumerate() {
        let Some(first) = seen.insert(&entity.id, i) else { continue };
        let span = |i: usize| source.places[i].span(Part::Id, &source.entities[i], text);
        if problem.as_ref().is_none_or(|p| span(i).start < p.span.start) {
            problem = Some(Problem {
                span: span(i),
                message: format!(
                    "id {:?} is given twice; first in line {}. Give the second another id, or merge the two",
                    entity.id,
                    position(text, span(first).start).0
                ),
            });
        }
        break;
    }
    match problem {
        Some(problem) => {
            let (line, column) = position(text, problem.span.start);
            Err(Error::data_at(path, line, column, problem.message))
        }
        None => Ok(()),
    }
}

/// Reads a curated lexicon as far as it can be read.
pub(crate) fn curated_source(text: &str) -> Source {
    let mut source = Source::default();
    let file: CuratedFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(e) => {
            let span = e.span().unwrap_or(0..0);
            let message = match (e.message(), text.get(span.clone())) {
                ("duplicate key", Some(key)) => format!("`{key}` is given twice; remove one"),
                (message, _) => repair(message),
            };
            source.problems.push(Problem { span, message });
            return source;
        }
    };
    for (kind, least) in file.thresholds {
        match least.get_ref() {
            0.0..=1.0 => drop(source.thresholds.insert(kind, least.into_inner())),
            wrong => {
                let message = format!("the threshold {wrong} of {kind:?} is not between 0 and 1");
                source.problems.push(Problem { span: least.span(), message });
            }
        }
    }
    for e in file.entity {
        match e.check() {
            Some(problem) => source.problems.push(problem),
            None => {
                let (entity, places) = e.into_parts();
                source.entities.push(entity);
                source.places.push(Places::Curated(Box::new(places)));
            }
        }
    }
    source
}

impl CuratedEntity {
    /// The first problem of the entity's values.
    fn check(&self) -> Option<Problem> {
        let at = |span: Range<usize>, message: String| Some(Problem { span, message });
        if let Some(problem) = id_problem(self.id.get_ref()) {
            let message = format!("id {:?} {problem}; write it like \"person/qasem-soleimani\"", self.id.get_ref());
            return at(self.id.span(), message);
        }
        for (what, value) in [("name", &self.name), ("type", &self.r#type)] {
            if value.get_ref().trim().is_empty() {
                return at(value.span(), format!("{what} is empty; write the entity's {what}"));
            }
        }
        for (what, value) in [("weight", &self.weight), ("threshold", &self.threshold)] {
            if let Some(value) = value
                && !(0.0..=1.0).contains(value.get_ref())
            {
                return at(value.span(), format!("{what} {} is not between 0 and 1", value.get_ref()));
            }
        }
        for variant in &self.variants {
            let (form, numbers) = match variant.get_ref() {
                CuratedVariant::Form(form) => (form, [None, None]),
                CuratedVariant::Table(t) => (&t.form, [t.weight, t.threshold]),
            };
            if form.trim().is_empty() {
                return at(variant.span(), "an empty variant; write the spelling or remove it".to_owned());
            }
            for (what, value) in ["weight", "threshold"].into_iter().zip(numbers) {
                if let Some(value) = value.filter(|v| !(0.0..=1.0).contains(v)) {
                    return at(variant.span(), format!("{what} {value} is not between 0 and 1"));
                }
            }
        }
        None
    }

    fn into_parts(self) -> (Entity, CuratedPlaces) {
        fn spans<T>(list: &[Spanned<T>]) -> Vec<Range<usize>> {
            list.iter().map(Spanned::span).collect()
        }
        fn values(list: Vec<Spanned<String>>) -> Vec<String> {
            list.into_iter().map(Spanned::into_inner).collect()
        }
        let id = self.id.span();
        let places = CuratedPlaces {
            name: self.name.span(),
            about: self.about.as_ref().map_or(id.clone(), Spanned::span),
            within: self.r#in.as_ref().map_or(id.clone(), Spanned::span),
            short: spans(&self.short),
            variants: spans(&self.variants),
            never: spans(&self.never),
            cues: spans(&self.cues),
            allow: spans(&self.allow),
            id,
        };
        let entity = Entity {
            id: self.id.into_inner(),
            name: self.name.into_inner(),
            kind: self.r#type.into_inner(),
            about: self.about.map(Spanned::into_inner).unwrap_or_default(),
            same_as: self.same_as,
            within: self.r#in.map(Spanned::into_inner).unwrap_or_default(),
            family_first: self.order == Some(Order::FamilyFirst),
            short: values(self.short),
            variants: self.variants.into_iter().map(|v| v.into_inner().into()).collect(),
            never: self
                .never
                .into_iter()
                .map(Spanned::into_inner)
                .map(|n| Never { form: n.form, reason: n.reason })
                .collect(),
            cues: values(self.cues),
            weight: self.weight.map(Spanned::into_inner),
            threshold: self.threshold.map(Spanned::into_inner),
            allow: self.allow.into_iter().map(Spanned::into_inner).collect(),
            type_threshold: None,
        };
        (entity, places)
    }
}

impl From<CuratedVariant> for Variant {
    fn from(variant: CuratedVariant) -> Self {
        match variant {
            CuratedVariant::Form(form) => Self { form, ..Self::default() },
            CuratedVariant::Table(t) => Self {
                form: t.form,
                kind: t.kind,
                lang: t.lang,
                context: t.context,
                exact_case: t.case.is_some(),
                weight: t.weight,
                threshold: t.threshold,
            },
        }
    }
}

/// What is wrong with an id, if anything.
pub(crate) fn id_problem(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        return Some("is empty");
    }
    if id.trim() != id || id.chars().any(char::is_control) {
        return Some("begins or ends with white space, or has control characters");
    }
    None
}

/// A line and a column, both from 1, of a byte offset. The column counts characters.
pub(crate) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Fields of an entity in their order, as `lexicons/README.md` has it.
pub(crate) const ENTITY_FIELDS: [&str; 14] = [
    "id",
    "name",
    "type",
    "about",
    "same-as",
    "in",
    "order",
    "short",
    "variants",
    "never",
    "cues",
    "weight",
    "threshold",
    "allow",
];
/// Fields of a variant, a `never` or an allowance in their order.
pub(crate) const FORM_FIELDS: [&str; 9] =
    ["rule", "form", "kind", "lang", "context", "case", "weight", "threshold", "reason"];

/// The parser's message, with what to do about it where that is known.
fn repair(message: &str) -> String {
    let message = message.trim().replace('\n', " ").replace("` as i128", "`");
    if let Some(field) = message.strip_prefix("unknown field `").and_then(|m| m.split('`').next()) {
        let known = ["entity", "thresholds"].iter().chain(&ENTITY_FIELDS).chain(&FORM_FIELDS);
        let near = known
            .filter(|&&k| k != field)
            .map(|k| (strsim::jaro_winkler(k, field), k))
            .filter(|(s, _)| *s > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, near)) = near {
            return format!("{message}; did you mean `{near}`?");
        }
    }
    message
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct BulkEntity<'a> {
    id: String,
    name: String,
    r#type: String,
    #[serde(default, deserialize_with = "variants")]
    variants: Vec<CuratedVariant>,
    #[serde(borrow, default)]
    source: Cow<'a, str>,
    #[serde(borrow, default)]
    licence: Cow<'a, str>,
}

/// Where an entity comes from. Nothing that matches names asks for it, so that entities do not keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    pub(crate) source: String,
    pub(crate) licence: String,
}

/// Reads a bulk lexicon: one JSON object a line; unknown fields are allowed, as exports of knowledge bases have many.
pub(crate) fn bulk(path: &Path, text: &str) -> Result<Vec<Entity>> {
    whole(path, text, bulk_source(text))
}

/// Reads a bulk lexicon as far as it can be read.
pub(crate) fn bulk_source(text: &str) -> Source {
    let mut source = Source::default();
    let lines = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut start = text.len() - lines.len();
    for whole in lines.split_inclusive('\n') {
        let line = whole.trim_end();
        let span = start..start + line.len();
        start += whole.len();
        if line.is_empty() {
            continue;
        }
        match bulk_entity(line) {
            Ok(entity) => {
                source.entities.push(entity);
                source.places.push(Places::Line(span));
            }
            Err((at, message)) => {
                source.problems.push(Problem { span: span.start + at.min(line.len())..span.end, message });
            }
        }
    }
    source
}

/// One line of a bulk lexicon, or the byte from which on it is wrong and how.
fn bulk_entity(line: &str) -> Result<Entity, (usize, String)> {
    parse_bulk(line)?.into_entity()
}

/// One line of a bulk lexicon and where its entity comes from; the error as that of [`bulk_source`].
pub(crate) fn bulk_with_provenance(line: &str) -> Result<(Entity, Provenance), (usize, String)> {
    let entity = parse_bulk(line)?;
    let provenance = Provenance { source: entity.source.to_string(), licence: entity.licence.to_string() };
    Ok((entity.into_entity()?, provenance))
}

fn parse_bulk(line: &str) -> Result<BulkEntity<'_>, (usize, String)> {
    serde_json::from_str(line).map_err(|e| {
        let message = format!("{}; a line is {{\"id\", \"name\", \"type\", \"variants\"}}", bare(&e));
        (line.floor_char_boundary(e.column().saturating_sub(1)), message)
    })
}

impl BulkEntity<'_> {
    fn into_entity(self) -> Result<Entity, (usize, String)> {
        if let Some(problem) = id_problem(&self.id) {
            return Err((0, format!("id {:?} {problem}; write it like \"Q1\"", self.id)));
        }
        if self.name.trim().is_empty() {
            return Err((0, format!("the name of {:?} is empty; write it, or leave the line out", self.id)));
        }
        if self.r#type.trim().is_empty() {
            return Err((0, format!("the type of {:?} is empty; write one, such as \"person\"", self.id)));
        }
        let mut variants: Vec<Variant> = self.variants.into_iter().map(Variant::from).collect();
        variants.retain(|v| !v.form.trim().is_empty());
        for variant in &variants {
            for (what, value) in [("weight", variant.weight), ("threshold", variant.threshold)] {
                if let Some(value) = value.filter(|v| !(0.0..=1.0).contains(v)) {
                    return Err((0, format!("{what} {value} of {:?} is not between 0 and 1", variant.form)));
                }
            }
        }
        Ok(Entity { id: self.id, name: self.name, kind: self.r#type, variants, ..Entity::default() })
    }
}

/// A JSON error without its position, which the message has already.
pub(crate) fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const HEAD: &str = "[[entity]]\nid = \"person/a\"\nname = \"A\"\ntype = \"person\"\n";

    #[rstest]
    #[case::unknown_field("varients = [\"b\"]\n", "l.toml:5:1: unknown field `varients`", "did you mean `variants`?")]
    #[case::variant_shape("variants = [1]\n", "l.toml:5:", "expected a string, or a table")]
    #[case::weight("weight = 1.5\n", "l.toml:5:10: weight 1.5", "between 0 and 1")]
    #[case::order("order = \"backwards\"\n", "l.toml:5:", "family-first")]
    #[case::threshold("variants = [{ form = \"b\", threshold = 2 }]\n", "l.toml:5:13: threshold 2", "between 0 and 1")]
    #[case::type_threshold(
        "[thresholds]\nplace = -1.0\n",
        "l.toml:6:9: the threshold -1 of \"place\"",
        "between 0 and 1"
    )]
    #[case::empty_variant("variants = [\"\"]\n", "l.toml:5:13: an empty variant", "remove it")]
    #[case::twice(
        "[[entity]]\nid = \"person/a\"\nname = \"B\"\ntype = \"person\"\n",
        "l.toml:6:6: id \"person/a\" is given twice",
        "first in line 2"
    )]
    fn bad_curated(#[case] tail: &str, #[case] start: &str, #[case] repair: &str) {
        let error = curated(Path::new("l.toml"), &format!("{HEAD}{tail}")).unwrap_err().to_string();
        assert!(error.starts_with(start), "{error}");
        assert!(error.contains(repair), "{error}");
    }

    #[rstest]
    #[case("{\"id\": 1}", "l.jsonl:1:", "expected a string")]
    #[case("{\"id\": \"a\", \"name\": \"\", \"type\": \"person\"}", "l.jsonl:1:1: the name of \"a\" is empty", "")]
    #[case(
        "{\"id\": \" a\", \"name\": \"A\", \"type\": \"person\"}",
        "l.jsonl:1:1: id \" a\" begins or ends with white space",
        ""
    )]
    #[case(
        "{\"id\": \"a\", \"name\": \"A\", \"type\": \"x\", \"variants\": [{\"form\": \"b\", \"weight\": 2}]}",
        "l.jsonl:1:1: weight 2 of \"b\"",
        "between 0 and 1"
    )]
    #[case(
        "{\"id\": \"a\", \"name\": \"A\", \"type\": \"x\", \"variants\": [7]}",
        "l.jsonl:1:",
        "expected a string, or a table"
    )]
    #[case("{\"id\": \"a\", \"name\": \"A\", \"type\": \"x\", \"licence\": 7}", "l.jsonl:1:", "expected a string")]
    fn bad_bulk(#[case] line: &str, #[case] start: &str, #[case] rest: &str) {
        let error = bulk(Path::new("l.jsonl"), line).unwrap_err().to_string();
        assert!(error.starts_with(start) && error.contains(rest), "{error}");
    }

    #[test]
    fn a_full_entity_is_read() {
        let text = format!(
            "{HEAD}about = \"x\"\norder = \"family-first\"\nvariants = [\"B\", {{ form = \"C\", kind = \"kunya\", context = \"needs-cue\", case = \"exact\" }}]\nnever = [{{ form = \"D\", reason = \"r\" }}]\n"
        );
        let entity = curated(Path::new("l.toml"), &text).unwrap().remove(0);
        assert!(entity.family_first);
        assert_eq!(entity.variants[1].kind, Some(VariantKind::Kunya));
        assert_eq!(entity.variants[1].context, Some(Context::NeedsCue));
        assert!(entity.variants[1].exact_case);
        assert_eq!(entity.never[0].form, "D");
    }
}
