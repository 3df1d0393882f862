//! Georgian: Mkhedruli, and the older Asomtavruli, Nuskhuri and Mtavruli shapes of the same letters.
//!
//! Source: the national system of 2002, which BGN/PCGN 2009 adopts. Departures: the apostrophe of the ejectives
//! (კ პ ტ ყ წ ჭ) is left out, as newspapers do; letters out of use follow ALA-LC.

use super::Readings;

/// Appends the reading of `word` to `out`.
pub(super) fn read(word: &str, out: &mut Readings) {
    for c in word.chars() {
        out.append(sound(mkhedruli(c)));
    }
}

/// The Mkhedruli letter of which `c` is an older or a capital shape: the alphabets stand in one order.
fn mkhedruli(c: char) -> char {
    let first_of_block = match c {
        '\u{10A0}'..='\u{10CF}' => '\u{10A0}',
        '\u{1C90}'..='\u{1CBF}' => '\u{1C90}',
        '\u{2D00}'..='\u{2D2F}' => '\u{2D00}',
        _ => return c,
    };
    char::from_u32('ა' as u32 + (c as u32 - first_of_block as u32)).unwrap_or(c)
}

fn sound(letter: char) -> &'static str {
    match letter {
        'ა' => "a",
        'ბ' => "b",
        'გ' => "g",
        'დ' => "d",
        'ე' | 'ჱ' | 'ჷ' | 'ჽ' => "e",
        'ვ' => "v",
        'ზ' => "z",
        'თ' | 'ტ' => "t",
        'ი' => "i",
        'კ' | 'ქ' => "k",
        'ლ' => "l",
        'მ' => "m",
        'ნ' => "n",
        'ო' | 'ჵ' => "o",
        'პ' | 'ფ' => "p",
        'ჟ' => "zh",
        'რ' => "r",
        'ს' => "s",
        'უ' => "u",
        'ღ' | 'ჹ' => "gh",
        'ყ' | 'ჴ' => "q",
        'შ' => "sh",
        'ჩ' | 'ჭ' => "ch",
        'ც' | 'წ' => "ts",
        'ძ' => "dz",
        'ხ' => "kh",
        'ჯ' => "j",
        'ჰ' => "h",
        'ჲ' => "y",
        'ჳ' | 'ჿ' => "w",
        'ჶ' => "f",
        'ჸ' => "ʾ",
        'ჺ' => "ʿ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::check;
    use super::*;

    #[rstest]
    #[case("საქართველო", "sakartvelo")]
    #[case("თბილისი", "tbilisi")]
    #[case("ქუთაისი", "kutaisi")]
    #[case("ბათუმი", "batumi")]
    #[case("გორი", "gori")]
    #[case("ზუგდიდი", "zugdidi")]
    #[case("ფოთი", "poti")]
    #[case("რუსთავი", "rustavi")]
    #[case("აფხაზეთი", "apkhazeti")]
    #[case("ცხინვალი", "tskhinvali")]
    #[case("მცხეთა", "mtskheta")]
    #[case("ახალციხე", "akhaltsikhe")]
    #[case("ჭიათურა", "chiatura")]
    #[case("ყაზბეგი", "qazbegi")]
    #[case("ღარიბაშვილი", "gharibashvili")]
    #[case("ივანიშვილი", "ivanishvili")]
    #[case("მიხეილ", "mikheil")]
    #[case("სააკაშვილი", "saakashvili")]
    #[case("შევარდნაძე", "shevardnadze")]
    #[case("გამსახურდია", "gamsakhurdia")]
    #[case("ზურაბიშვილი", "zurabishvili")]
    #[case("კობახიძე", "kobakhidze")]
    #[case("ჯუღაშვილი", "jughashvili")]
    #[case("ჟვანია", "zhvania")]
    #[case("ბურჯანაძე", "burjanadze")]
    #[case("წულუკიძე", "tsulukidze")]
    #[case("ჰერეთი", "hereti")]
    #[case("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "sakartvelo")] // Mtavruli
    #[case("ႱႠႵႠႰႧႥႤႪႭ", "sakartvelo")] // Asomtavruli
    #[case("ⴑⴀⴕⴀⴐⴇⴅⴄⴊⴍ", "sakartvelo")] // Nuskhuri
    fn printed(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(check::all(read, word), [expected], "{word}");
    }

    #[test]
    fn every_letter_is_heard() {
        let alphabet = "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ ჱ ჲ ჳ ჴ ჵ ჶ ჷ ჸ ჹ ჺ";
        check::every_letter_is_heard(read, "ა", alphabet, "ა");
    }

    #[test]
    fn only_reading_letters() {
        check::only_reading_letters(read, '\u{10A0}'..='\u{10FF}');
        check::only_reading_letters(read, '\u{1C90}'..='\u{1CBF}');
        check::only_reading_letters(read, '\u{2D00}'..='\u{2D2F}');
    }
}
