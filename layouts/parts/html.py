"""Elements of a page, as the plain values that Dash's script in the browser reads.

Dash's own classes are made one by one, and looked through again when they are written: most of the time that a
page took. What an element is called and where it comes from is taken from Dash's class; which attributes it may
have is held by a test, which makes the same page of Dash's classes and compares.
"""

from collections.abc import Callable, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc
from dash import html as dash_html
from dash.development.base_component import Component as DashComponent

from vocabulary.addresses import full

Component = dict[str, Any]
Children = Component | str | int | float | None
Element = Callable[..., Component]


def _named(of: type[DashComponent]) -> tuple[str, str]:
    """Return what an element of the kind is called, and where it comes from, as one of Dash's own is written."""
    written = of().to_plotly_json()  # type: ignore[no-untyped-call]
    return written["type"], written["namespace"]


def _element(of: type[DashComponent]) -> Element:
    """Return what makes an element of the kind: its children first, its attributes by Dash's names."""
    type_, namespace = _named(of)

    def element(children: Children | Sequence[Children] = None, **attributes: Any) -> Component:
        return {
            "props": {"children": children, **attributes},
            "type": type_,
            "namespace": namespace,
        }

    return element


def _leading(of: type[DashComponent], name: str) -> Element:
    """Return what makes an element that leads somewhere: the attribute of the name is an address from our root."""
    plain = _element(of)

    def element(children: Children | Sequence[Children] = None, **attributes: Any) -> Component:
        if name in attributes:
            attributes[name] = full(attributes[name])
        return plain(children, **attributes)

    return element


def _without_children(of: type[DashComponent]) -> Element:
    """Return what makes an element that has attributes alone."""
    type_, namespace = _named(of)

    def element(**attributes: Any) -> Component:
        return {"props": attributes, "type": type_, "namespace": namespace}

    return element


A = _leading(dash_html.A, "href")
Abbr = _element(dash_html.Abbr)
Article = _element(dash_html.Article)
Aside = _element(dash_html.Aside)
Button = _element(dash_html.Button)
Caption = _element(dash_html.Caption)
Code = _element(dash_html.Code)
Dd = _element(dash_html.Dd)
Details = _element(dash_html.Details)
Div = _element(dash_html.Div)
Dl = _element(dash_html.Dl)
Dt = _element(dash_html.Dt)
Fieldset = _element(dash_html.Fieldset)
Form = _leading(dash_html.Form, "action")
H1 = _element(dash_html.H1)
H2 = _element(dash_html.H2)
H3 = _element(dash_html.H3)
H4 = _element(dash_html.H4)
Header = _element(dash_html.Header)
Img = _element(dash_html.Img)
Kbd = _element(dash_html.Kbd)
Label = _element(dash_html.Label)
Legend = _element(dash_html.Legend)
Li = _element(dash_html.Li)
Main = _element(dash_html.Main)
Nav = _element(dash_html.Nav)
Ol = _element(dash_html.Ol)
P = _element(dash_html.P)
Section = _element(dash_html.Section)
Span = _element(dash_html.Span)
Strong = _element(dash_html.Strong)
Summary = _element(dash_html.Summary)
Table = _element(dash_html.Table)
Tbody = _element(dash_html.Tbody)
Td = _element(dash_html.Td)
Th = _element(dash_html.Th)
Textarea = _element(dash_html.Textarea)
Thead = _element(dash_html.Thead)
Tr = _element(dash_html.Tr)
Ul = _element(dash_html.Ul)
Graph = _without_children(dcc.Graph)
Input = _without_children(dbc.Input)
Select = _without_children(dbc.Select)
