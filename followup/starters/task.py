"""A task of Windows' Task Scheduler, by its XML: schtasks /Create /XML. Written by the manual; never run."""

from followup.errors import Refused
from followup.starters.shape import MARK, TASK, Argv, Launch, Machine, Starter

NAME = "followup-watch"
FILE = f"{NAME}.xml"

TEXT = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{mark}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>{user}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{user}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>5</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def starter(launch: Launch, machine: Machine) -> Starter:
    """Started at logon and now. Raises Refused for what a task cannot carry: variables, and `%` in a name."""
    if launch.environ:
        names = ", ".join(name for name, _ in launch.environ)
        raise Refused(f"a task cannot set {names}", "keep everything in one folder: --home DIR")
    if any("%" in one for one in launch.argv):
        raise Refused("a task reads % in a folder's name as a variable", "choose another folder with --home")
    path = f"{machine.state}/{FILE}"
    create = _schtasks("/Create", "/XML", path, "/F")
    return Starter(
        TASK,
        path,
        text(launch.argv, machine.user),
        encoding="utf-16",  # the only one that schtasks takes everywhere
        ask_on=_schtasks("/Query"),
        switch_on=(create,),
        switch_anew=(_schtasks("/End"), create),
        start=(_schtasks("/Run"),),
        switch_off=(_schtasks("/End"), _schtasks("/Delete", "/F")),
    )


def _schtasks(verb: str, *options: str) -> Argv:
    return ("schtasks", verb, "/TN", NAME, *options)


def text(argv: Argv, user: str) -> str:
    """The task's XML."""
    from subprocess import list2cmdline
    from xml.sax.saxutils import escape

    return TEXT.format(
        mark=MARK, user=escape(user), program=escape(argv[0]), arguments=escape(list2cmdline(argv[1:]))
    )
