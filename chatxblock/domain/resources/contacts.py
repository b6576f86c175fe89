"""E-mail addresses and phone numbers in a text, and which numbers are none.

A number is one for calling where it is written as such numbers are, or where a word before it says so; numbers of
formulas and of code stay. This module must not know whose they are.
"""

from __future__ import annotations

import re
import unicodedata

MAIL = "\U000f8000"
"""What stands for an address meanwhile."""
PHONE = "\U000f8001"
"""What stands for a number meanwhile."""

TAKEN_LITERALLY = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
"""Code and formulas."""
ADDRESS = re.compile(
    r"(?:mailto:)?(?:[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}|(?<![\w.+-])(?:[^\W\u3040-\u9fff\uac00-\ud7af]|[.+-]){1,64})[@＠]"
    r"(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}"
    r"|[^\W_][\w-]{0,62}(?:[.．][\w-]{1,63}){0,8}[.．][^\W\d_]{2,24})(?!\s?\()"
)
"""As long as RFC 5321 (4.5.3.1) and RFC 1035 (2.3.4) let it be, so that no line takes long to look through."""
SPELLED_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s{0,2}(?:[(\[{]\s?(?:at|arroba)\s?[)\]}]|\s(?:at|arroba)\s)\s{0,2}[\w-]{1,63}"
    r"\s{0,2}(?:[(\[{]\s?(?:dot|punto)\s?[)\]}]|\s(?:dot|punto)\s)\s{0,2}[A-Za-z]{2,24}\b",
    re.IGNORECASE,
)
"""An address of somebody who hides it from programs."""
NUMBER = re.compile(
    r"(?<![0-9A-Za-z_.,=^*/+\-])(?:\+|00)?[(]?[0-9](?:[ \u00a0.()/\-]{0,2}[0-9]){6,18}(?![0-9A-Za-z_])"
    r"(?!\s*[=*/^+])(?![.,][0-9])"
)
WRITTEN_AS_A_PHONE = re.compile(
    r"1[3-9][0-9](?:[ -]?[0-9]{4}){2}"  # China
    r"|0[5789]0[ -]?[0-9]{4}[ -]?[0-9]{4}|0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}"  # Japan
    r"|(?:\([0-9]{3}\) ?|[0-9]{3}[ -])[0-9]{3}-[0-9]{4}"  # North America
    r"|01[0125][ -]?[0-9]{4}[ -]?[0-9]{4}|05[0-9][ -]?[0-9]{3}[ -]?[0-9]{4}"  # Egypt, the Gulf
    r"|[679][0-9]{2}(?: [0-9]{2}){3}|[679][0-9]{2}([-.])[0-9]{3}\1[0-9]{3}"  # Spain
    r"|0[1-9][0-9]{1,3}[ /-][0-9]{3,8}(?:[ -][0-9]{2,4})*"  # Europe, by area
)
SAID_TO_BE_A_PHONE = re.compile(
    r"phone|\btel\b|\btel[.:]|call me|cell|mobile|whats ?app|text me|\bsms\b|reach me|my number|telegram|viber|wechat|"
    r"m[oó]vil|celular|tel[eé]fono|tfno|ll[aá]mame|escr[ií]beme|mi n[uú]mero|[wg]h?u?asap|"
    r"هاتف|جوال|موبايل|رقمي|واتس|تلفون|اتصل|كلمني|电话|電話|手机|手機|携帯|微信|联系我|打给我|打我|連絡先|番号は",
    re.IGNORECASE,
)
REACH = 40
"""Characters before a number among which a word may say that it is one for calling."""
FEWEST, MOST = 7, 15
"""Digits of a number for calling (ITU-T E.164)."""


def hide_contacts(text: str) -> str:
    """Return a text with a sign in place of each e-mail address and phone number."""
    text = ADDRESS.sub(lambda found: found[0] if _is_a_product(found[0]) else MAIL, text)
    text = SPELLED_ADDRESS.sub(MAIL, text)
    literal = [found.span() for found in TAKEN_LITERALLY.finditer(text)]
    digits = "".join(_as_ascii(char) for char in text)
    pieces, place = [], 0
    for found in NUMBER.finditer(digits):
        inside = any(start <= found.start() < end for start, end in literal)
        if _is_phone(digits, found, inside=inside):
            pieces += [text[place : found.start()], PHONE]
            place = found.end()
    return "".join([*pieces, text[place:]])


def _is_a_product(found: str) -> bool:
    """Tell whether it is a product of matrices in Python, `A@B.T`, which looks like an address."""
    user, _, place = found.partition("@")
    return len(user) == 1 and len(place.partition(".")[0]) == 1


def _as_ascii(char: str) -> str:
    """Return a digit of any script, full-width plus and brackets as those of ASCII, one for one."""
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char))
    return {"＋": "+", "（": "(", "）": ")", "－": "-", "‐": "-", "–": "-"}.get(char, char)


def _is_phone(text: str, found: re.Match[str], *, inside: bool) -> bool:
    number = re.sub(r"[^0-9]", "", found[0])
    before = text[max(0, found.start() - REACH) : found.start()]
    if not FEWEST <= len(number.removeprefix("00")) <= MOST or set(number) <= {"0", "1"}:
        return False
    if SAID_TO_BE_A_PHONE.search(before):
        return True
    if inside or re.search(r"[=<>≈∈^*/+]\s*$|\b[0-9A-Za-z]\s*$", before):
        return False
    international = found[0].startswith("+") or (found[0].startswith("00") and not found[0].startswith("000"))
    return (international and len(number) > FEWEST + 1) or WRITTEN_AS_A_PHONE.fullmatch(found[0]) is not None
