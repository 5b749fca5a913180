//! Language signals: intents with slots (who is addressed, which act, on what, hidden from whom) instead of keywords.
