"""Reports: tables, generated parts of documents, articles as pages and in the terminal."""
