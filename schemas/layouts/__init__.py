"""The layouts of published workbooks and blank forms: data, each file with its shape in the module of the same name."""
