//! Bulk JSON Lines.

use serde::Serialize;

use crate::lexicon::source::{Context, Entity, Provenance, Variant, VariantKind};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    name: &'a str,
    r#type: &'a str,
    variants: Vec<Form<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    licence: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Form<'a> {
    Plain(&'a str),
    Tagged(Tagged<'a>),
}

#[derive(Serialize)]
struct Tagged<'a> {
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<f32>,
}

/// Writes a line.
pub(super) fn write(entity: &Entity, provenance: &Provenance, out: &mut String) {
    let line = Line {
        id: &entity.id,
        name: &entity.name,
        r#type: &entity.kind,
        variants: entity.variants.iter().map(form).collect(),
        source: &provenance.source,
        licence: &provenance.licence,
    };
    out.push_str(&serde_json::to_string(&line).expect("strings and numbers have a JSON form"));
    out.push('\n');
}

fn form(variant: &Variant) -> Form<'_> {
    if !variant.has_tags() {
        return Form::Plain(&variant.form);
    }
    Form::Tagged(Tagged {
        form: &variant.form,
        kind: variant.kind.map(VariantKind::name),
        lang: &variant.lang,
        context: variant.context.map(Context::name),
        case: variant.exact_case.then_some("exact"),
        weight: variant.weight,
        threshold: variant.threshold,
    })
}
