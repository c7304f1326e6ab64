"""The search of the command palette: it finds a command by any word that people use for it, not by its title alone."""

from __future__ import annotations

from collections.abc import Mapping

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

MEDICINE = "medicine medication pill tablet drug dose painkiller ibuprofen paracetamol prescription"
CARE = f"{MEDICINE} ice cold heat warm massage tape tens bath rest water walk relief"
DOCTOR = "doctor physician therapist physio clinic nurse"
WORDS: Mapping[str, str] = {
    "background": "injury surgery operation accident began cause goal history of the problem",
    "back up now": "backup copy safe save file",
    "body map": "place where site add another picture figure new",
    "log more…": f"{CARE} appointment visit motion question log add other",
    "colours": "theme dark light contrast color black white",
    "emergency number": "112 911 999 ambulance call phone help",
    "exercises": "programme program plan home homework training workout tick done today",
    "export": "csv json file data copy spreadsheet excel move leave download",
    "findings": "warning warnings alarm alert why worry flag red advice danger",
    "function": "score activity activities stairs peg rating able do change improve goal",
    "trends": "chart graph trend course curve plot picture diagram progress week month",
    "help": "keys keyboard shortcut manual how what",
    "hide the screen": "privacy private passer boss blank cover secret lock look away",
    "history": "entry entries list log old past find search change edit correct delete remove wrong mistake calendar",
    "import a file": "csv json xml zip data move phone other apps switch from bearable daylio migraine buddy track "
    "graph apple health visible flaredown nomie loop spreadsheet excel old load read restore",
    "interferes": "life day work sleep mood daily",
    "known before": "chronic already old always usual numbness",
    "levels": "rest movement worst best average constant",
    "in words": "write type text sentence words quick",
    "log a planned exercise": "programme program plan home homework add new",
    "log a question for the appointment": f"ask remember {DOCTOR}",
    "log a range of motion": "rom flexion extension bend degrees angle stretch measure movement mobility",
    "log a session in one line": "exercise exercises training workout physio therapy sport gym",
    "log a treatment that runs over days": f"{MEDICINE} brace course regular daily injection",
    "log an appointment": f"visit date next {DOCTOR} hospital meeting reminder",
    "log an activity to follow": "goal function stairs walking sport",
    "log an entry in one line": "write pain sentence words",
    "log self-care": CARE,
    "log usual level": "normal average baseline typical most days",
    "message for your therapist": f"tell send text email mail sms phone call {DOCTOR} copy summary",
    "missed day": "forgot gap fill late earlier past",
    "more words": "symptom numb tingling weak swelling feel quality describe sudden tired",
    "note": "write comment remark text why because",
    "quit": "exit close end leave stop bye",
    "redo": "again repeat undo back",
    "report": f"pdf print export paper html appointment {DOCTOR} share summary document",
    "save": "keep store enter done",
    "sessions": "exercise exercises training workout physio therapy sport gym patterns",
    "signs": "warning red flag emergency danger urgent bladder chest numb cauda",
    "told": f"said informed tell acknowledge {DOCTOR}",
    "treatments": f"{MEDICINE} brace course regular daily injection",
    "undo": "back mistake wrong oops revert cancel restore bring delete",
    "undo an earlier change": "back mistake wrong older before revert",
    "usual level": "normal average baseline typical most days",
    "when": "time date day earlier hour late",
    "why": "reason explain because warning warnings",
    "yesterday": "late forgot past day evening before",
}
"""Other words for a command, by its title without the key."""


def finds(query: str, title: str, help: str) -> int:
    """How well a command fits: 2 where each word typed begins one of its title, 1 where one of the others, 0 else."""
    name = title.casefold()
    own = name.replace("(", " ").split()
    more = [*own, *WORDS.get(name.partition(" (")[0].partition(":")[0], "").split(), *help.casefold().split()]
    typed = query.casefold().split()
    if not typed:
        return 0
    for fit, words in ((2, own), (1, more)):
        if all(any(word.startswith(each) for word in words) for each in typed):
            return fit
    return 0


class FindsByWords(SystemCommandsProvider):
    """The commands of the app, found by their titles, by other words for them, or by letters of the title."""

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit, those whose words were typed before those that only have the letters."""
        matcher = self.matcher(query)
        for title, help, callback, *_ in self.app.get_system_commands(self.screen):
            fit, letters = finds(query, title, help), matcher.match(title)
            if fit or letters:
                yield Hit(10 * fit + letters, matcher.highlight(title), callback, help=help)
