"""The actions of 2019-2020: invented, as the requests that carry some of them on."""

from places import COLLEGES, departement, pick
from wording import TOPICS, title

HEADER = ["numero", "theme", "college", "departement"]

# Actions that nobody asks to renew.
OTHERS = """
0691662G 0690053H 0692411W 0692576A 0691614E 0691482L 0692448L 0690022Z 0693365H 0692163B 0692340U 0692703N 0691664J
0691497C 0692417C 0691483M 0692582G 0691674V 0420011J 0420035K 0421084A 0421452A 0421678W 0421919H 0421455D 0422293P
0421068H 0010018P 0010041P 0010037K 0011275F 0011193S 0010975E 0011301J 0011067E 0011387C
"""


def earlier_actions(cases):
    """Rows of earlier-actions.csv; gives each renewal the number of its action, unless its case states one."""
    renewals = [case for case in cases if case.form["origin"] == "renewal" and "F2" not in case.key
                and "nothing" not in case.key]
    actions = [(case.colleges[0], case.form["theme"]["title"], case) for case in renewals]
    for college in OTHERS.split():
        topic = TOPICS[pick(sorted(TOPICS), college, "2019-2020")]
        actions.append((college, title(topic, [college], "2019-2020 " + college), None))
    rows = [HEADER]
    for index, (college, theme, case) in enumerate(sorted(actions, key=lambda action: (action[0], action[1])), 1):
        number = f"ALP-2019-{index:03}"
        rows.append([number, theme, college, departement(college)])
        if case:
            case.form["earlierAction"] = number
    assert all(row[2] in COLLEGES for row in rows[1:])
    return rows
