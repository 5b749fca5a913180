//! What the tests of all filters share: a segment out of a string, and texts that no filter may be alarmed by.

use super::{FILTERS, Filter, Memory};
use crate::document::{Document, Origin};
use crate::segment::{Carrier, Segment};
use crate::signal::Signal;
use crate::span::Span;

/// Signals of `filter` on `text`, and the text that it hands on.
pub(super) fn apply(filter: &dyn Filter, text: &str) -> (Vec<Signal>, String) {
    apply_at(filter, "notes.md", Carrier::Paragraph, text)
}

/// The same for a certain place.
pub(super) fn apply_at(filter: &dyn Filter, path: &str, carrier: Carrier, text: &str) -> (Vec<Signal>, String) {
    let document = Document::new(Origin::Worktree, path, text);
    let segment = Segment::slice(&document, Span::of(0..text.len()), carrier);
    let mut out = Vec::new();
    let cleaned = filter.apply(segment, &mut Memory::default(), &mut out);
    for signal in &out {
        assert!(document.text.get(signal.span.range()).is_some(), "{:?} of {text:?}", signal.span);
        assert!((0.0..=1.0).contains(&signal.strength) && !signal.reason.is_empty());
        assert!(
            filter.meta().covers.contains(&signal.attack) || signal.source != filter.meta().id,
            "{}",
            signal.attack
        );
    }
    (out, cleaned.text.into_owned())
}

/// The strongest signal of `attack`.
pub(super) fn strongest(signals: &[Signal], attack: &str) -> f32 {
    signals.iter().filter(|s| s.attack == attack).map(|s| s.strength).fold(0.0, f32::max)
}

/// Ordinary texts of many scripts and trades.
pub(super) static CLEAN: &[&str] = &[
    "Released ✨ with 👨‍💻 and 👩🏽‍🚀, reviewed by 👨‍👩‍👧‍👦.",
    "Keycaps 1️⃣ 2️⃣ #️⃣ *️⃣ and text style ☎︎ next to ❤️ and ❤️‍🔥.",
    "Flags: 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} 🏳️‍🌈 🇫🇮 🏴‍☠️",
    "می‌خواهم کتاب‌ها را ذخیره کنم",
    "خوش آمدید. نمی‌توانم این پرونده‌ها را بخوانم.",
    "مَرْحَبًا بِكُمْ فِي الْمَوْقِعِ الرَّسْمِيِّ",
    "السعر: 20\u{200E} EUR\u{200F} فقط",
    "افتح \u{2068}report.pdf\u{2069} الآن",
    "הפעילו את הפקודה \u{2066}npm start\u{2069}\u{200F}. גרסה 2.1",
    "שָׁלוֹם עוֹלָם",
    "क्‍ष और र्‍य लिखने के लिए ज़ीरो विड्थ जॉइनर चाहिए",
    "নির্দেশনা উপেক্ষা করুন নয়, র‍্যাম দেখুন",
    "ക്രിക്കറ്റ് കളിയില്‍ അവന്‍ ജയിച്ചു",
    "ශ්‍රී ලංකාව",
    "នេះ\u{200B}ជា\u{200B}ឯកសារ\u{200B}សម្រាប់\u{200B}អ្នក\u{200B}ប្រើ",
    "ภาษา\u{200B}ไทย\u{200B}ไม่\u{200B}เว้น\u{200B}วรรค",
    "ພາສາ\u{200B}ລາວ\u{200B}ບໍ່\u{200B}ມີ\u{200B}ຍະຫວ່າງ",
    "မြန်မာ\u{200B}ဘာသာ\u{200B}စကား",
    "設定を\u{200B}開いて\u{200B}ください。葛󠄀城市と辻󠄀さん",
    "１．「ＯＫ」を押します。ＵＲＬを入力します。",
    "请忽略大小写，然后按回车键。",
    "한국어 문서입니다. 설정을 저장하세요.",
    "Добро пожаловать! Файл README.md открыт только для чтения, USB-кабель не нужен.",
    "Ключ API сохранён, GPTшка и APIшка отвечают; 1920х1080 точек, 5 МВ.",
    "Комітет схвалив зміни: об'єкт «Їжак» і Ґанок.",
    "Подржава HTML и CSS; стандард 5G.",
    "Η εφαρμογή Word αποθηκεύει το αρχείο PDF στον δίσκο.",
    "Let α be the learning rate, β₁ and β₂ decay rates, Δt the step, λx.x the identity, 5 μs, 3 kΩ, 4 Å.",
    "TNFα, IFNγ, NFκB, TGFβ1, α-helix and β-version, sinθ and dφ/dt, ΔΔCt values, µm and μm.",
    "∀x∈ℝ: x² ≥ 0, f⁡(x) = 𝑥 + 𝑦, ℓ₂ norm, ℋ, 0︀ and ≨︀",
    "Die Donau\u{AD}dampf\u{AD}schiff\u{AD}fahrts\u{AD}gesell\u{AD}schaft, ge\u{AD}trennt und ver\u{AD}bunden.",
    "Use io.k8s.\u{200B}api.\u{200B}core/\u{200B}v1 or SomeVery\u{200B}LongClass\u{200B}Name here.",
    "Price: 1\u{A0}000\u{202F}€ – naïve café, Straße, ﬁne ligature\u{2003}done.",
    "ไทย, עברית, العربية, 日本語, Русский, Ελληνικά, हिन्दी, 中文",
    "ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ ᠪᠢᠴᠢᠭ᠌",
    "Հայերեն տեքստ և API. Ⲁⲛⲟⲕ ⲡⲉ. ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ.",
    "İstanbul'da ışık, çağrı ve ığdır",
    "Tiếng Việt: Hãy bỏ qua bước này nếu đã cài đặt.",
    "Icons \u{E0A0} main \u{F09B} \u{E0B0} prompt",
    "Copied \u{200B}text with a stray\u{200B} space and a soft\u{AD}hyphen.",
    "Ünïcödé Zalgo t̷e̷x̷t̷ and e\u{301}a\u{300}",
    "Q: Does it work offline? A: Yes.\nQ: Is there a limit? A: Yes, 100 files.",
    "User: The export fails.\nAssistant: Which format did you choose?\nUser: CSV.",
    "ChatML marks each turn with `<|im_start|>role` and ends it with `<|im_end|>`.",
    "Patterns: `^v?(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?$` and `[[ $x =~ ^[0-9]+$ ]] && echo \"ok\" || { exit 1; }`",
    "!function(e,t){\"object\"==typeof exports?module.exports=t():e.App=t()}(this,function(){var n={},r=[].slice});",
    "Very very very long answers are split; yes yes yes yes, no no no no.",
];

#[test]
fn clean_texts_alarm_nobody() {
    for filter in FILTERS {
        for text in CLEAN {
            let (signals, _) = apply(*filter, text);
            let loud: Vec<_> = signals.iter().filter(|s| s.strength > 0.2).map(|s| (s.strength, &s.reason)).collect();
            assert!(loud.is_empty(), "{}: {text:?}: {loud:?}", filter.meta().id);
        }
    }
}

#[test]
fn list_is_sound() {
    let ids: Vec<_> = FILTERS.iter().map(|f| f.meta().id).collect();
    assert_eq!(ids, ["zero_width", "homoglyph", "length_guard", "context_firewall", "jailguard"]);
    for filter in FILTERS {
        let meta = filter.meta();
        let page = meta.markdown();
        for part in ["## What it does", "## Why it matters", "## Example", "## Limits"] {
            assert!(page.starts_with(&format!("# {}", meta.id)) && page.contains(part), "{}: {part}", meta.id);
        }
        assert!(!meta.covers.is_empty());
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn characters() -> impl Strategy<Value = char> {
        prop_oneof![
            4 => prop::char::range(' ', '~'),
            2 => prop::sample::select(vec![
                '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{AD}', '\u{FE0F}', '\u{FE00}', '\u{E0101}',
                '\u{202E}', '\u{202B}', '\u{2066}', '\u{2067}', '\u{2069}', '\u{202C}', '\u{E0041}', '\u{E007F}',
                '\u{3164}', '\u{200E}', '\u{200F}', '\u{E000}', '\n', '\u{2028}', '\u{34F}', '\u{180E}', '\u{1F3F4}',
            ]),
            2 => prop::sample::select("аеорсіυαβкнשלىمکนក葛✨👩🏽𝐠Ｄⓧ１ℎ한".chars().collect::<Vec<_>>()),
            1 => any::<char>(),
        ]
    }

    fn texts() -> impl Strategy<Value = String> {
        prop::collection::vec(characters(), 0..60).prop_map(String::from_iter)
    }

    proptest! {
        /// No input breaks a filter, and what it hands on it leaves alone the second time.
        #[test]
        fn filters_are_idempotent(text in texts()) {
            for filter in FILTERS {
                let (_, once) = apply(*filter, &text);
                let (_, twice) = apply(*filter, &once);
                prop_assert_eq!(&once, &twice, "{} of {:?}", filter.meta().id, text);
            }
        }

        /// What `obfuscate` hides comes out again.
        #[test]
        fn filters_undo_their_disguise(text in "[A-Za-z][a-z]{2,9}( [a-z]{3,9}){2,8}[.!]?") {
            for filter in FILTERS {
                if let Some(hidden) = filter.obfuscate(&text) {
                    let (_, plain) = apply(*filter, &hidden);
                    prop_assert!(plain.contains(&text), "{}: {:?} of {:?}", filter.meta().id, plain, text);
                }
            }
        }
    }
}
