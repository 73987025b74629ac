"""The words that everything speaks: metrics, months, levels, filters, language; imports nothing of ours."""
