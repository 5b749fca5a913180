//! Trainer of the detector.
