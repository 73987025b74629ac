"""How commands are declared in Danish: the heads of their help, and what is said when one is used wrongly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import typer
from typer import core

from dashboard.commands.terminal import WRONG_USE


class _DanishHelp:
    """Help with Danish heads, for a command and for a group of them."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how the command is written."""
        return str(super().get_usage(ctx)).replace("Usage:", "Brug:", 1)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that prints the help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help, option.metavar = "Vis denne hjælp.", ""
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        # Imported here: it brings rich, and only the help needs it.
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenter"
        rich_utils.OPTIONS_PANEL_TITLE = "Valg"
        rich_utils.COMMANDS_PANEL_TITLE = "Kommandoer"
        rich_utils.DEFAULT_STRING = "[ellers: {}]"
        super().format_help(ctx, formatter)  # type: ignore[misc]


class DanishCommand(_DanishHelp, core.TyperCommand):
    """A command whose help has Danish heads."""


class DanishGroup(_DanishHelp, core.TyperGroup):
    """The command itself: Danish heads in its help, and Danish words for every wrong use."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name; ends the process, with the nearest name, when there is none."""
        if cmd_name not in self.commands and not cmd_name.startswith("-"):
            near = get_close_matches(cmd_name, self.commands, n=1)
            guess = f"Mente du {near[0]!r}?" if near else f"Vælg en af: {', '.join(self.commands)}."
            _refuse(f"kommandoen {cmd_name!r} findes ikke. {guess}", "pejling")
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command, and end the process with its exit code."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except typer.Abort:
            sys.exit(1)
        except typer.TyperException as fault:
            context = getattr(fault, "ctx", None)
            _refuse(_in_danish(fault), context.command_path if context else "pejling")
        sys.exit(code if isinstance(code, int) else 0)


def group(words: str, **more: Any) -> typer.Typer:
    """Return a group of commands, with its help."""
    return typer.Typer(
        cls=DanishGroup,
        no_args_is_help=True,
        rich_markup_mode="rich",
        subcommand_metavar="KOMMANDO",
        help=paragraphs(words),
        **more,
    )


def add(to: typer.Typer, name: str, command: Callable[..., None], words: str) -> None:
    """Add a command to a group, with its help."""
    to.command(name, cls=DanishCommand, options_metavar="[VALG]", help=paragraphs(words))(command)


def paragraphs(text: str) -> str:
    """Join each paragraph's lines: the terminal breaks them where it is narrow."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _in_danish(fault: typer.TyperException) -> str:
    kind, option = type(fault).__name__, getattr(fault, "option_name", "")
    if kind == "NoSuchOption":
        near = getattr(fault, "possibilities", None)
        return f"valget {option} findes ikke." + (f" Mente du {sorted(near)[0]}?" if near else "")
    if kind == "BadOptionUsage":
        return f"valget {option} skal have en værdi, eller må ikke have nogen."
    if kind == "BadParameter":
        parameter = getattr(fault, "param", None)
        return f"{parameter.opts[0]}: {fault.message}" if parameter else fault.message
    if fault.message.startswith("Got unexpected extra"):
        return f"der står for meget: {fault.message.rpartition('(')[2].rstrip(')')}"
    return f"kommandoen er skrevet forkert ({fault.message})"


def _refuse(what: str, command: str) -> None:
    typer.echo(f"Fejl: {what}\nSe hvordan med: {command} --help", err=True)
    sys.exit(WRONG_USE)
