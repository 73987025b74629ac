"""The committee's reports as they are kept: published for ever, drafts, dates of release, and what meetings said."""
