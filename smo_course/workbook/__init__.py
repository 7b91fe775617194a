"""The learner's workbook: pieces filled in for their company, kept in the journal, and made into a document."""
