"""Charts written at build time as SVG: readable without scripts, in print and at any width.

Widths are per cent and type is in pixels, so that one file serves every screen without shrinking its text;
colours are classes, for a style attribute would break the site's content security policy. A chart draws
only splits that add up.
"""
