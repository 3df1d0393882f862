//! What the text around a candidate says in scripts without capitals.
//!
//! Where no capital marks a name, every word and every two neighbours may be one: likeness, titles and words that say
//! what something is take the place of capitals. The weights are set by hand.

use super::mononyms::script_of;
use super::place::Place;
use crate::grammar::Roles;
use crate::lexicon::compiled::{Compiled, FormFlags, Index};
use crate::matching::evidence::Evidence;
use crate::orthography::fold::folded;
use crate::orthography::script::Script;
use crate::scan::Candidate;
use crate::segment::Gap;

/// Log-odds, in nats, that a circumstance adds to what the letters say.
struct Weights {
    /// Letters as listed, of one word, of several; the same with an ending taken off.
    exact: f32,
    exact_several: f32,
    inflected: f32,
    /// Several words, some in another spelling.
    several_words: f32,
    /// One word that sounds as one listed in another script, of which the entity has no name in the text's own.
    one_word_script: f32,
    /// One word in another spelling, much like the listed one; less like it.
    one_word_respelt: f32,
    one_word: f32,
    /// The entity has names in the text's own script, and the text has none of them: of one word, of several.
    own_script_unlike: [f32; 2],
    /// The same of what is unlike them.
    own_unlike: f32,
    /// A place or body of one word that has the mark of an indefinite accusative in Arabic.
    adverb: f32,
    /// A place or body in katakana behind other katakana, of which it is the rest: プロ|バイダー.
    rest_of_kana: f32,
    /// Words of two scripts, one of them Latin, that only resemble a name.
    two_scripts: f32,
    /// What another spelling loses with each e-fold of names beyond a thousand, in one word and in several.
    respelt_per_e_fold: [f32; 2],
    /// One word by its sounds: what that loses more with each.
    per_e_fold: f32,
    /// A word in another spelling that sounds little like the name's.
    unlike: f32,
    /// Several words: each that is an ordinary one, or a lone syllable of Hangul.
    ordinary: f32,
    /// Several words that are all ordinary: על ידי.
    all_ordinary: f32,
    /// Several words: what each nat loses that the mean of their sounds is below [`LIKE`].
    likeness: f32,
    /// Several words in another order; as one word.
    inverted: f32,
    joined: f32,
    /// Words are missing and others are spelt otherwise.
    partial_respelt: f32,
    /// Of a body's name only words of what it is are left: مجلس القيادة is no council of experts.
    kinds_left: f32,
    /// In Arabic another given name before the whole of a person's: مريم الصادق المهدي is his daughter.
    child: f32,
    /// A person's name with a title before or after it.
    title: f32,
    /// A person's name of one word that is a common given or family name.
    common_mononym: f32,
    /// A given name made with God's, in one word, without the title that the listed name has besides.
    servant_alone: f32,
    /// A landmark follows a person's name.
    landmark_after: f32,
    /// A word for a family before it.
    collective: f32,
    /// A street's word stands before a name, or before a person's a word of what is called after somebody.
    street_before: f32,
    /// The word is of the people of a place, not the place.
    demonym: f32,
    /// The word is a small one or a month; says what something is; is an ordinary one.
    no_name: f32,
    kind_word: f32,
    word: f32,
    /// An ordinary word beside one that says that it is a name.
    announced: f32,
    /// A place or body with the name of many people.
    given: f32,
    surname: f32,
    /// A month or weekday among the words.
    calendar: f32,
    /// A word such as "in" before a place.
    locative: f32,
    /// A city among words of sport: its club.
    club: f32,
    /// A university's word after a place.
    masthead_after: f32,
    /// A place's name that is also a given name, before a name.
    given_then_name: f32,
    /// Another given name before one word of a person's name: सुनील मोदी.
    given_before: f32,
    /// Another given name joined to one word of a person's name by a dot: 亨特·拜登.
    dot_before: f32,
    /// A title before a body's name in another spelling: وزير الخارجية الروسي is the minister, not the ministry; or what makes a
    /// minister of a ministry in Chinese: 国防部长.
    office: f32,
    /// A place's two signs that end one word and begin another: 一台中央.
    of_two_words: f32,
    /// In the title of a work.
    in_title: f32,
    /// A sign of given names behind a name of few signs: 王毅德.
    given_sign: f32,
}

const WEIGHTS: Weights = Weights {
    exact: 1.5,
    exact_several: 4.0,
    inflected: 1.0,
    several_words: 1.0,
    one_word_script: 1.0,
    one_word_respelt: -1.5,
    one_word: -4.0,
    own_script_unlike: [-4.0, -2.0],
    own_unlike: -6.0,
    adverb: -8.0,
    rest_of_kana: -6.0,
    two_scripts: -8.0,
    respelt_per_e_fold: [-0.25, -0.12],
    per_e_fold: -0.8,
    unlike: -4.0,
    ordinary: -2.0,
    all_ordinary: -4.0,
    likeness: 6.0,
    inverted: -3.0,
    joined: -3.0,
    partial_respelt: -1.5,
    kinds_left: -6.0,
    child: -12.0,
    title: 4.0,
    common_mononym: -3.0,
    servant_alone: -9.0,
    landmark_after: -8.0,
    collective: -8.0,
    street_before: -12.0,
    demonym: -8.0,
    no_name: -8.0,
    kind_word: -3.0,
    word: -8.0,
    announced: 5.0,
    given: -3.0,
    surname: -1.5,
    calendar: -4.0,
    locative: 1.5,
    club: -8.0,
    masthead_after: -10.0,
    given_then_name: -3.0,
    given_before: -5.0,
    dot_before: -8.0,
    office: -6.0,
    of_two_words: -6.0,
    in_title: -12.0,
    given_sign: -8.0,
};

/// Signs of a name that has room for one more, and of a Japanese one: 石破茂樹, 小泉純一郎太.
const SHORT_NAME: usize = 2;
const LONG_NAME: usize = 5;

/// Words that by themselves are rarely a name.
const NO_NAME: Roles = Roles::STOP.with(Roles::FUNCTION).with(Roles::CALENDAR);
/// Words that are names, whatever else they are.
const NAMES: Roles = Roles::GIVEN.with(Roles::SURNAME);
/// Words that say what something is.
const KIND_WORD: Roles = Roles::GENERIC.with(Roles::TITLE).with(Roles::PLACE_WORD);

/// Log-odds for each segment of a word's sounds below which it is unlike the listed one.
const UNLIKE: f32 = 0.9;
/// Sounds of the shortest word that is told by them.
const SHORTEST: f32 = 4.0;
/// The mean of several words below which they are unlike, and from which on there is little doubt.
const LIKE: f32 = 1.45;
const SURE: f32 = 1.6;

/// A candidate's log-odds in its place: `form` is what its letters say.
pub(super) fn log_odds(place: &Place<'_>, candidate: &Candidate, form: f32) -> f32 {
    let (scan, log) = (place.scan, &place.scan.log);
    let lexicon = place.tables.lexicons[candidate.lexicon as usize];
    let kind = lexicon.entity_kind(candidate.entity);
    let is_person = kind == "person";
    let (first, end) = (candidate.core.0 as usize, candidate.core.1 as usize);
    let (one_word, several) = (end - first == 1, candidate.words > 1);
    let own = scan.tokens[first].script;
    let evidence = &candidate.evidence;
    let script_of = |form| lexicon.form_words(form).next().map(|w| lexicon.vocab_script(w.vocab()));
    let is_other_script = script_of(candidate.form).is_some_and(|s| s != own);
    let known_in_own = is_other_script && lexicon.entity_forms(candidate.entity).any(|f| script_of(f) == Some(own));
    let mut sum = log.adds("form", form);
    sum += match (candidate.is_exact, several) {
        (true, _) if candidate.is_inflected => log.adds("inflected", WEIGHTS.inflected),
        (true, true) => log.adds("exact-several", WEIGHTS.exact_several),
        (true, false) => log.adds("exact", WEIGHTS.exact),
        (false, true) => log.adds("several-words", WEIGHTS.several_words),
        (false, false) if is_other_script && !known_in_own && evidence.spelling_mean > UNLIKE => {
            log.adds("one-word-script", WEIGHTS.one_word_script)
        }
        (false, false) if !is_other_script && evidence.length >= 5.0 && evidence.spelling_mean > SURE => {
            log.adds("one-word-respelt", WEIGHTS.one_word_respelt)
        }
        (false, false) => log.adds("one-word", WEIGHTS.one_word),
    };
    let rest = &place.text[scan.tokens[candidate.end as usize - 1].end as usize..];
    // 外交部长期 goes on otherwise.
    let is_minister =
        || rest.strip_prefix(['长', '長']).is_some_and(|more| !more.starts_with(['期', '久', '达', '達']));
    if kind == "org" && own == Script::Han && is_minister() {
        sum += log.adds("office", WEIGHTS.office);
    }
    if kind == "place" && own == Script::Han && place.is_of_two_words(candidate) {
        sum += log.adds("of-two-words", WEIGHTS.of_two_words);
    }
    if !candidate.is_exact {
        let e_folds = place.e_folds;
        sum += log.adds("respelt-per-e-fold", WEIGHTS.respelt_per_e_fold[usize::from(several)] * e_folds);
        if !several {
            sum += log.adds("per-e-fold", WEIGHTS.per_e_fold * e_folds);
        }
        let first = candidate.first as usize;
        if kind == "org"
            && first > 0
            && scan.tokens[first].gap == Gap::Space
            && place.roles(first - 1).any(Roles::TITLE)
        {
            sum += log.adds("office", WEIGHTS.office);
        }
        // Other characters are another word, however alike they sound.
        if own == Script::Han && !is_other_script {
            sum += log.adds("own-unlike", WEIGHTS.own_unlike);
        }
        sum += respelt(place, candidate, one_word, is_person, known_in_own);
    } else if is_person && several && has_title(place, candidate) {
        sum += log.adds("title", WEIGHTS.title);
    }
    if !candidate.is_exact && place.is_of_two_scripts((first, end)) {
        sum += log.adds("two-scripts", WEIGHTS.two_scripts);
    }
    // What has the mark of an indefinite accusative is an adverb: دوماً, always, is not Douma.
    if !is_person && one_word && own == Script::Arabic && scan.tokens[first].of(place.text).contains('\u{064B}') {
        sum += log.adds("adverb", WEIGHTS.adverb);
    }
    let follows_kana = || {
        let at = candidate.first as usize;
        // Of hiragana words end before it.
        let is_katakana = |c: char| ('ァ'..='ヺ').contains(&c) || c == 'ー';
        at > 0
            && scan.tokens[at].gap == Gap::None
            && scan.tokens[at - 1].of(place.text).chars().next_back().is_some_and(is_katakana)
    };
    if !is_person && one_word && own == Script::Kana && follows_kana() {
        sum += log.adds("rest-of-kana", WEIGHTS.rest_of_kana);
    }
    if is_person && several && candidate.is_exact && is_child(place, candidate.first as usize) {
        sum += log.adds("child", WEIGHTS.child);
    }
    let is_kind = |k: usize| place.roles(k).any(KIND_WORD.with(Roles::ORG_WORD)) && !place.roles(k).any(NAMES);
    if kind == "org" && several && evidence.omitted > 0.0 && (first..end).all(is_kind) {
        sum += log.adds("kinds-left", WEIGHTS.kinds_left);
    }
    if known_in_own {
        sum += log.adds("own-script-unlike", WEIGHTS.own_script_unlike[usize::from(several)]);
    }
    if place.street_precedes(candidate.first as usize, kind) {
        sum += log.adds("street-before", WEIGHTS.street_before);
    }
    let is_body = lexicon.entity_kind(candidate.entity) == "org";
    let (first_token, end_token) = (candidate.first as usize, candidate.end as usize);
    let is_press =
        || is_body && place.is_all_in_title_marks(first_token, end_token) && place.is_press(candidate.entity_ref());
    if place.is_in_title(first_token, end_token, is_body) && !is_press() {
        sum += log.adds("in-title", WEIGHTS.in_title);
    }
    if is_person {
        // عبدالعزيز is anybody's, whatever small words the listed name has besides.
        if one_word && is_servant_alone(lexicon, candidate) {
            sum += log.adds("servant-alone", WEIGHTS.servant_alone);
        } else if !several && place.roles(end - 1).any(NAMES) {
            sum += log.adds("common-mononym", WEIGHTS.common_mononym);
        }
        if place.landmark_follows(candidate.end as usize) {
            // 乔治·华盛顿大学, महात्मा गांधी मार्ग; in Arabic letters such words stand before names.
            let is_behind = !matches!(own, Script::Arabic | Script::Hebrew);
            let by = if several && candidate.is_exact && is_behind { 2.0 } else { 1.0 };
            sum += log.adds("landmark-after", WEIGHTS.landmark_after * by);
        }
        let signs = || scan.tokens[first..end].iter().map(|t| t.of(place.text).chars().count()).sum::<usize>();
        // 老板叫李克强生: behind a longer name such a sign is one where nothing follows.
        let has_room = || match signs() {
            SHORT_NAME => true,
            n => n <= LONG_NAME && (scan.languages.is_told_as("ja") || place.is_last_of_run(candidate.end as usize)),
        };
        if own == Script::Han && has_room() && place.given_sign_follows(candidate.end as usize) {
            sum += log.adds("given-sign", WEIGHTS.given_sign);
        }
        if one_word && !several && place.collective_precedes(first) {
            sum += log.adds("collective", WEIGHTS.collective);
        }
    }
    if !one_word && !candidate.is_spelt_as_listed && (first..end).any(|k| place.roles(k).any(Roles::CALENDAR)) {
        sum += log.adds("calendar", WEIGHTS.calendar);
    }
    if several && evidence.omitted > 0.0 && !candidate.is_spelt_as_listed {
        sum += log.adds("partial-respelt", WEIGHTS.partial_respelt);
    }
    if one_word {
        sum += word(place, candidate, first, is_person);
        if is_person && place.is_behind_other_given(candidate) {
            sum += log.adds("dot-before", WEIGHTS.dot_before);
        } else if is_person && place.is_behind_given_name(first) {
            sum += log.adds("given-before", WEIGHTS.given_before);
        }
    }
    if kind == "place" {
        if place.follows_locative(candidate.first as usize) {
            sum += log.adds("locative", WEIGHTS.locative);
        }
        if place.is_among_sports(candidate) {
            sum += log.adds("club", WEIGHTS.club);
        }
        if place.masthead_follows(candidate.end as usize) {
            sum += log.adds("masthead-after", WEIGHTS.masthead_after);
        }
        // ישראל מאיר, behind a title or at the start of a sentence.
        let is_given = |k: usize| place.roles(k).any(Roles::GIVEN);
        let begins = first == 0 || place.starts_sentence(first) || place.roles(first - 1).any(Roles::TITLE);
        let is_name = |k: usize| place.roles(k).any(NAMES);
        let goes_on = scan.tokens.get(end).is_some_and(|t| t.gap == Gap::Space) && is_name(end);
        if one_word && begins && goes_on && is_given(first) {
            sum += log.adds("given-then-name", WEIGHTS.given_then_name);
        }
        // خلدون همدان: a family name behind a given one.
        let is_family = one_word && own == Script::Arabic && place.roles(first).any(Roles::SURNAME);
        if is_family && !place.follows_locative(first) && place.is_behind_given_name(first) {
            sum += log.adds("given-before", WEIGHTS.given_before);
        }
    }
    sum
}

/// The most that the letters of one word in another spelling say, in log-odds.
const MOST_LETTERS: f32 = 6.0;

/// The most log-odds that one word in another spelling, of a script and of roles, is a form's only word, whatever stands
/// around it; `said` is the evidence and what the letters say by it, if that is known.
pub(crate) fn most_of_one(
    lexicon: &Compiled,
    form: Index,
    (script, roles, is_inflected): (Script, Roles, bool),
    said: Option<(&Evidence, f32)>,
    e_folds: f32,
) -> f32 {
    let entity = lexicon.form_entity(form);
    let is_person = lexicon.entity_kind(entity) == "person";
    let is_other_script = script_of(lexicon, form).is_some_and(|s| s != script);
    let known_in_own = is_other_script && lexicon.entity_forms(entity).any(|f| script_of(lexicon, f) == Some(script));
    let at_best = Evidence {
        spelling_mean: f32::INFINITY,
        worst_word: f32::INFINITY,
        length: f32::INFINITY,
        ..Evidence::default()
    };
    let (evidence, letters) = said.unwrap_or((&at_best, MOST_LETTERS));
    let like = match is_other_script {
        true if !known_in_own && evidence.spelling_mean > UNLIKE => WEIGHTS.one_word_script,
        false if evidence.length >= 5.0 && evidence.spelling_mean > SURE => WEIGHTS.one_word_respelt,
        _ => WEIGHTS.one_word,
    };
    let mut sum = letters + like + (WEIGHTS.respelt_per_e_fold[0] + WEIGHTS.per_e_fold) * e_folds;
    let mut add = |holds: bool, weight: f32| sum += if holds { weight } else { 0.0 };
    add(script == Script::Han && !is_other_script, WEIGHTS.own_unlike);
    add(known_in_own, WEIGHTS.own_script_unlike[0] + WEIGHTS.own_unlike);
    add(evidence.worst_word < UNLIKE || evidence.length < SHORTEST, WEIGHTS.unlike);
    add(roles.any(Roles::DEMONYM), WEIGHTS.demonym);
    add(!is_inflected && roles.any(NO_NAME), WEIGHTS.no_name);
    add(!is_inflected && roles.any(Roles::WORD) && !roles.any(NO_NAME), WEIGHTS.word + WEIGHTS.announced);
    add(is_person && evidence.spelling_mean > UNLIKE, WEIGHTS.title);
    add(!is_person, WEIGHTS.locative);
    sum
}

/// What bears on another spelling, where every two words may be a name's.
fn respelt(place: &Place<'_>, candidate: &Candidate, one_word: bool, is_person: bool, known_in_own: bool) -> f32 {
    let (scan, log) = (place.scan, &place.scan.log);
    let evidence = &candidate.evidence;
    let several = candidate.words > 1;
    let mut sum = 0.0;
    if !several && (evidence.worst_word < UNLIKE || evidence.length < SHORTEST) {
        sum += log.adds("unlike", WEIGHTS.unlike);
    }
    if several {
        let is_syllable = |k: usize| {
            let token = &scan.tokens[k];
            token.script == Script::Hangul && token.of(place.text).chars().nth(1).is_none()
        };
        let is_ordinary = |&k: &usize| {
            (place.roles(k).any(Roles::WORD.with(Roles::FUNCTION)) || is_syllable(k)) && !place.roles(k).any(NAMES)
        };
        let ordinary = (candidate.core.0 as usize..candidate.core.1 as usize).filter(is_ordinary).count();
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let ordinary = ordinary as f32;
        sum += log.adds("ordinary", WEIGHTS.ordinary * ordinary);
        if (candidate.core.0 as usize..candidate.core.1 as usize).all(|k| is_ordinary(&k)) {
            sum += log.adds("all-ordinary", WEIGHTS.all_ordinary);
        }
        let like = if scan.tokens[candidate.first as usize].script == Script::Kana { UNLIKE } else { LIKE };
        sum += log.adds("likeness", -(like - evidence.spelling_mean).max(0.0) * WEIGHTS.likeness);
        if evidence.inverted > 0.0 {
            sum += log.adds("inverted", WEIGHTS.inverted);
        }
        if one_word {
            sum += log.adds("joined", WEIGHTS.joined);
        }
    }
    if known_in_own && (!several || evidence.spelling_mean < SURE) {
        sum += log.adds("own-unlike", WEIGHTS.own_unlike);
    }
    if is_person && evidence.spelling_mean > UNLIKE && has_title(place, candidate) {
        sum += log.adds("title", WEIGHTS.title);
    }
    sum
}

/// Whether a given name that is nothing else stands directly before a token in an Arabic text, and no kunya before that.
fn is_child(place: &Place<'_>, first: usize) -> bool {
    let tokens = &place.scan.tokens;
    let other = Roles::TITLE
        .with(Roles::FUNCTION)
        .with(Roles::WORD)
        .with(Roles::CALENDAR)
        .with(Roles::PERSON_CUE)
        .with(Roles::ORG_CUE)
        .with(Roles::PLACE_WORD)
        .with(Roles::KUNYA);
    let is_given = |k: usize| place.roles(k).any(Roles::GIVEN) && !place.roles(k).any(other);
    first > 0
        && tokens[first].script == Script::Arabic
        && tokens[first].gap == Gap::Space
        && is_given(first - 1)
        && !(first > 1 && tokens[first - 1].gap == Gap::Space && place.roles(first - 2).any(Roles::KUNYA))
        && place.scan.languages.is_told_as("ar")
}

/// Whether what is written of a name is a given name made with God's, in one word, and the name has more: عبدالعزيز of
/// عبد العزيز آل الشيخ, فضل‌الله of ملا فضل الله.
fn is_servant_alone(lexicon: &Compiled, candidate: &Candidate) -> bool {
    let words: Vec<_> = lexicon.form_words(candidate.form).filter(|w| w.as_join().is_none()).collect();
    let mut roles = words.iter().map(|w| lexicon.vocab_roles(w.vocab()));
    let parts = Roles::THEOPHORIC_HEAD.with(Roles::THEOPHORIC_TAIL);
    candidate.words == 2 && words.len() > 2 && roles.any(|r| r.any(parts))
}

/// Whether a title stands directly before or after a candidate.
fn has_title(place: &Place<'_>, candidate: &Candidate) -> bool {
    let (first, end) = (candidate.first as usize, candidate.end as usize);
    let tokens = &place.scan.tokens;
    let is_title = |k: usize| {
        let grammar = place.tables.grammar;
        let bare = || grammar.bare(place.folded(k), place.scan.languages);
        place.roles(k).any(Roles::TITLE) || bare().iter().any(|b| grammar.look_up(b).roles.any(Roles::TITLE))
    };
    let before = first > 0 && tokens[first].gap <= Gap::Space && is_title(first - 1);
    before || tokens.get(end).is_some_and(|t| t.gap <= Gap::Space && is_title(end))
}

/// Whether a word of Arabic script is a place's name with the ending of its people or of what is of it: پکنی, but not آسیای, whose
/// ending stands behind a vowel and joins it to the next word.
fn is_nisba(place: &Place<'_>, candidate: &Candidate, token: usize) -> bool {
    const YEHS: [char; 2] = ['ی', 'ي'];
    const VOWELS: [char; 6] = ['ا', 'و', 'ه', 'ى', 'ی', 'ي'];
    let lexicon = place.tables.lexicons[candidate.lexicon as usize];
    candidate.is_inflected
        && place.scan.tokens[token].script == Script::Arabic
        && lexicon.entity_kind(candidate.entity) == "place"
        && place.folded(token).strip_suffix(YEHS).is_some_and(|bare| !bare.ends_with(VOWELS))
}

/// What the one word of a candidate is otherwise.
fn word(place: &Place<'_>, candidate: &Candidate, token: usize, is_person: bool) -> f32 {
    let log = &place.scan.log;
    let mut roles = place.roles(token);
    if (!candidate.is_exact || candidate.is_inflected)
        && (roles.any(Roles::DEMONYM) || is_nisba(place, candidate, token))
    {
        return log.adds("demonym", WEIGHTS.demonym);
    }
    // An ordinary word is one with its clitics too.
    if candidate.is_inflected {
        let lexicon = place.tables.lexicons[candidate.lexicon as usize];
        let bare = lexicon.form_words(candidate.form).find(|w| !w.is_light());
        let entry = bare.map(|w| place.tables.grammar.look_up(&lexicon.vocab_text(w.vocab())));
        let own = NO_NAME.with(KIND_WORD).with(Roles::WORD);
        // What is an ordinary word as it is written is one: הכנסתו is his income, not his Knesset; بنوك are banks.
        if roles.any(Roles::WORD.with(Roles::GENERIC)) {
            roles = Roles::WORD;
        } else {
            roles = entry.map(|e| e.roles_in(place.scan.languages)).filter(|r| r.any(own)).unwrap_or(roles);
        }
    }
    if candidate.flags.has(FormFlags::ACRONYM) {
        return 0.0;
    }
    let mut sum = 0.0;
    if roles.any(NO_NAME) {
        sum += log.adds("no-name", WEIGHTS.no_name);
    } else if roles.any(KIND_WORD) {
        sum += log.adds("kind-word", WEIGHTS.kind_word);
    } else if roles.any(Roles::WORD) {
        sum += log.adds("word", WEIGHTS.word);
        if is_announced(place, candidate, token) {
            sum += log.adds("announced", WEIGHTS.announced);
        }
    }
    if !is_person && roles.any(Roles::GIVEN) {
        sum += log.adds("given", WEIGHTS.given);
    } else if !is_person && roles.any(Roles::SURNAME) {
        sum += log.adds("surname", WEIGHTS.surname);
    }
    sum
}

/// Whether the word before or after a one-word name says what it is: مدينة الزاوية, حركة فتح.
fn is_announced(place: &Place<'_>, candidate: &Candidate, token: usize) -> bool {
    let lexicon = place.tables.lexicons[candidate.lexicon as usize];
    let kind = match lexicon.entity_kind(candidate.entity) {
        "place" => Roles::PLACE_WORD,
        "person" => Roles::TITLE,
        _ => Roles::ORG_CUE.with(Roles::GENERIC),
    };
    let tokens = &place.scan.tokens;
    let before = token > 0 && tokens[token].gap <= Gap::Space && place.roles(token - 1).any(kind);
    before || tokens.get(token + 1).is_some_and(|t| t.gap <= Gap::Space && place.roles(token + 1).any(kind))
}
impl Place<'_> {
    /// Whether the two signs of a name end one ordinary word and begin another: 一台中央, 最新安装.
    fn is_of_two_words(&self, candidate: &Candidate) -> bool {
        let tokens = &self.scan.tokens;
        let (start, end) = (tokens[candidate.core.0 as usize].start, tokens[candidate.core.1 as usize - 1].end);
        let (before, name, behind) =
            (&self.text[..start as usize], &self.text[start as usize..end as usize], &self.text[end as usize..]);
        let mut signs = name.chars();
        let (Some(first), Some(last), None) = (signs.next(), signs.next(), signs.next()) else { return false };
        let is_sign = |c: &char| Script::of(*c) == Some(Script::Han);
        let is_word = |one: char, other: char| {
            let roles = self.tables.grammar.look_up(&folded(&[one, other].iter().collect::<String>())).roles;
            roles.any(Roles::WORD.with(Roles::FUNCTION).with(Roles::GENERIC))
        };
        before.chars().next_back().filter(is_sign).is_some_and(|c| is_word(c, first))
            && behind.chars().next().filter(is_sign).is_some_and(|c| is_word(last, c))
    }
}
