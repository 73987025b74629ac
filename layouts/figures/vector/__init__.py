"""A figure as a drawing that stands alone, in SVG: for paper, and for a page without scripts."""

from layouts.figures.vector.picture import svg

__all__ = ["svg"]
