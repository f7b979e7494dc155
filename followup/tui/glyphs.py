"""Every glyph of the board and its ASCII stand-in (LOOK section 4). Each is one cell and none an emoji."""

from typing import NamedTuple

from followup.core import policy


class Glyphs(NamedTuple):
    """One drawing of everything."""

    levels: dict[str, str]
    mine: str
    edge: str
    mark: str
    spent: str
    left: str
    limit: str
    quiet: str
    heavy: str
    thin: str
    cut: str
    resolved: str
    working: str
    off: str
    touch: str
    told: str
    safe: str
    now: str
    due: str
    wish: str
    check: str
    popup: str
    more_below: str
    more_above: str
    branch: str
    branch_heavy: str
    silent: str
    debt: str
    ahead: str
    day: str
    bullet: str
    prompt: str
    beyond: str
    fall: str
    stair: str
    stair_foot: str


UNICODE = Glyphs(
    levels={
        policy.FRESH: "○", policy.SOON: "◔", policy.SNOOZED: "z", policy.IDLE: "◑", policy.STALLED: "●",
        policy.AT_RISK: "▲", policy.OVERDUE: "■", policy.RESOLVED: "✓",
    },
    mine="◄", edge="▌", mark="*", spent="━", left="─", limit="┃", quiet="╌", heavy="━", thin="─", cut="…",
    resolved="✓", working="●", off="○", touch="●", told="◇", safe="◆", now="▼", due="■", wish="□", check="○",
    popup="·", more_below="↓", more_above="↑", branch="├", branch_heavy="┠", silent="│", debt="┃", ahead="╎",
    day="┊", bullet="·", prompt="›", beyond="›", fall="│", stair="│", stair_foot="└",
)  # fmt: skip
ASCII = Glyphs(
    levels={
        policy.FRESH: ".", policy.SOON: ":", policy.SNOOZED: "z", policy.IDLE: "o", policy.STALLED: "O",
        policy.AT_RISK: "^", policy.OVERDUE: "#", policy.RESOLVED: "x",
    },
    mine="<", edge="|", mark="*", spent="=", left="-", limit="|", quiet=".", heavy="=", thin="-", cut="~",
    resolved="x", working="", off="", touch="O", told="*", safe="%", now="v", due="#", wish="?", check="o",
    popup="-", more_below="v", more_above="^", branch="+", branch_heavy="+", silent="|", debt="#", ahead=":",
    day="'", bullet="-", prompt=">", beyond=">", fall=":", stair="|", stair_foot="+",
)  # fmt: skip

# Level words: lower case waits, capitals need me.
WORDS = {
    policy.FRESH: "fresh", policy.SOON: "soon", policy.SNOOZED: "snoozed", policy.IDLE: "IDLE",
    policy.STALLED: "STALLED", policy.AT_RISK: "AT RISK", policy.OVERDUE: "OVERDUE", policy.RESOLVED: "resolved",
}  # fmt: skip
YOUR_MOVE = "YOUR MOVE"
# Which colour role a level that needs me takes.
ROLES = {
    policy.IDLE: "warning", policy.STALLED: "secondary", policy.AT_RISK: "error", policy.OVERDUE: "error",
}  # fmt: skip
