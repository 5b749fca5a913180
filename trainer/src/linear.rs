//! Training of the linear reader: logistic regression with AdaGrad on the best window of each segment.
//!
//! Taking the window that scores highest at the time is multiple-instance learning: a segment is an attack when one of
//! its windows is. Rows are visited in a fixed pseudo-random order.

use promptsweep::intent::linear::{BUCKETS, Features};

/// One segment, its windows' features, and whether it is an attack.
#[derive(Clone, Debug)]
pub struct Example {
    /// Features of each window.
    pub windows: Vec<Features>,
    /// True for an attack.
    pub attack: bool,
    /// Weight of its loss.
    pub weight: f32,
}

impl Example {
    /// The windows of `text`; `None` when it holds no word.
    pub fn of(text: &str, attack: bool, weight: f32) -> Option<Self> {
        let mut windows = Vec::new();
        promptsweep::intent::windows(text, |features, _, _| windows.push(features.clone()));
        (!windows.is_empty()).then_some(Self { windows, attack, weight })
    }
}

/// What shapes a run.
#[derive(Copy, Clone, Debug)]
pub struct Options {
    /// Passes over the rows.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// L2 penalty of a touched weight.
    pub decay: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 12, rate: 0.3, decay: 2e-4 }
    }
}

/// Weights in full precision.
#[derive(Clone, Debug)]
pub struct Model {
    weights: Vec<f32>,
    bias: f32,
}

impl Model {
    /// Trains on `examples`.
    pub fn train(examples: &[&Example], options: Options) -> Self {
        let mut model = Self { weights: vec![0.0; BUCKETS], bias: 0.0 };
        let mut squares = vec![1e-2_f32; BUCKETS];
        let mut bias_square = 1.0_f32;
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..options.epochs {
            shuffle(&mut order, &mut seed);
            for &i in &order {
                let example = examples[i];
                let Some((odds, features)) = model.best(example) else { continue };
                let error = example.weight * (1.0 / (1.0 + (-odds).exp()) - f32::from(u8::from(example.attack)));
                let value = error / (features.len() as f32).sqrt();
                for &f in features {
                    let f = f as usize;
                    let gradient = value + options.decay * model.weights[f];
                    squares[f] += gradient * gradient;
                    model.weights[f] -= options.rate * gradient / squares[f].sqrt();
                }
                bias_square += error * error;
                model.bias -= options.rate * error / bias_square.sqrt();
            }
        }
        model
    }

    fn best<'e>(&self, example: &'e Example) -> Option<(f32, &'e Features)> {
        example.windows.iter().map(|w| (self.score(w), w)).max_by(|a, b| a.0.total_cmp(&b.0))
    }

    fn score(&self, features: &Features) -> f32 {
        let sum: f32 = features.iter().map(|&f| self.weights[f as usize]).sum();
        self.bias + sum / (features.len() as f32).sqrt()
    }

    /// Scale and bias, and a signed byte a bucket.
    fn quantize(&self) -> ([f32; 2], impl Iterator<Item = u8> + '_) {
        let largest = self.weights.iter().fold(1e-6_f32, |m, w| m.max(w.abs()));
        let scale = largest / 127.0;
        ([scale, self.bias], self.weights.iter().map(move |w| ((w / scale).round() as i8).cast_unsigned()))
    }
}

/// The two tables of the linear reader.
#[derive(Clone, Debug)]
pub struct Pair {
    twins: Model,
    ordinary: Model,
}

impl Pair {
    /// Trains one table on written rows alone and one on written attacks against segments of real trees.
    pub fn train(written: &[&Example], clean: &[Example], options: Options) -> Self {
        let attacks = written.iter().copied().filter(|e| e.attack);
        let against: Vec<&Example> = attacks.chain(clean).collect();
        Self { twins: Model::train(written, options), ordinary: Model::train(&against, options) }
    }

    /// The lower of both tables' log-odds, window by window; the highest window counts.
    pub fn odds(&self, example: &Example) -> f32 {
        let both = example.windows.iter().map(|w| self.twins.score(w).min(self.ordinary.score(w)));
        both.fold(f32::NEG_INFINITY, f32::max)
    }

    /// As `promptsweep::intent::linear::Linear` reads it.
    pub fn quantize(&self) -> Vec<u8> {
        let ((twins, first), (ordinary, second)) = (self.twins.quantize(), self.ordinary.quantize());
        let head = [twins, ordinary].concat().into_iter().flat_map(f32::to_le_bytes);
        head.chain(first.zip(second).flat_map(|(a, b)| [a, b])).collect()
    }
}

/// Fisher-Yates with a xorshift generator.
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        order.swap(i, (*seed % (i as u64 + 1)) as usize);
    }
}

/// Recall at a share of false alarms, and the threshold for it.
pub fn recall_at(scores: &[(f32, bool)], share: f64) -> (f32, f64) {
    let mut clean: Vec<f32> = scores.iter().filter(|s| !s.1).map(|s| s.0).collect();
    clean.sort_by(|a, b| b.total_cmp(a));
    let threshold = clean.get((share * clean.len() as f64) as usize).copied().unwrap_or(0.0);
    let attacks = scores.iter().filter(|s| s.1).count().max(1);
    let found = scores.iter().filter(|s| s.1 && s.0 > threshold).count();
    (threshold, found as f64 / attacks as f64)
}
