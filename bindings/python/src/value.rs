//! Numbers and structures as Python has them.

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;

use crate::text::Characters;

/// The shortest decimal number that is this one, so that 0.97 is not shown as 0.9700000286102295.
pub(crate) fn number(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// A number of things, of the argument that is named so: a negative one is a value that does not do, as any other.
pub(crate) fn count(argument: &str, value: i64) -> PyResult<usize> {
    usize::try_from(value).map_err(|_| PyValueError::new_err(format!("{argument} is {value}, not 0 or more")))
}

/// A structure as dictionaries and lists, in the order of its fields: what its JSON is.
pub(crate) fn plain<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(value)?,))
}

pub(crate) fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|e| PyRuntimeError::new_err(e.to_string()))
}

/// Turns offsets in bytes into offsets in characters, wherever a structure has them; the bytes stay beside.
pub(crate) fn count_characters(value: &Bound<'_, PyAny>, characters: &mut Characters<'_>) -> PyResult<()> {
    if let Ok(list) = value.cast::<PyList>() {
        return list.iter().try_for_each(|item| count_characters(&item, characters));
    }
    let Ok(dict) = value.cast::<PyDict>() else { return Ok(()) };
    for item in dict.values() {
        count_characters(&item, characters)?;
    }
    for (key, key_of_byte) in [("start", "start_byte"), ("end", "end_byte"), ("offset", "offset_byte")] {
        let Some(byte) = dict.get_item(key)? else { continue };
        dict.set_item(key, characters.before(byte.extract()?))?;
        dict.set_item(key_of_byte, byte)?;
    }
    Ok(())
}
