"""Requests of one sector that a service sees most: nothing to say against them, each passes without a warning.

Collège, theme, sessions, weekdays wished, months wished, and whether it is a renewal. Verdict of every one, given by
hand: no breach. Each has one head and one IEN who agree, 10 and 10 teachers, both trainers, the council held, a class
of theme, in priority education an orientation; days are Monday, Tuesday or Thursday, with Tuesday or Thursday for
special needs.
"""

from forms import case
from places import is_priority

RHONE = """
0690053H comprehension-ecrit J  24  11,1  renewal
0690131T resolution-problemes DD 2  11,12,1
0692695E travail-personnel  JD 4    11,2
0691662G liaison-cm2-6e     JJ 2    11,3      renewal
0691663H climat-scolaire    DJ 24   11,1
0692578C fluence            J  2    11,12
0690060R allophones         JJ 24   11,1  renewal
0691669P troubles-dys       J  4    1,3
0692340U plan-travail       JD 1    11,3
0694295U comportements      JJ 2    11,1      renewal
0692703N devoirs-faits      DD 12   11,12
0691670R geometrie          J  2    3
0690280E evaluer-progres    JJ 2    11,1  renewal
0691664J familles           J  14   11
0694296V psychosociales     J  2    11,12     renewal
0692337R grande-difficulte  JJ 24   11,1  renewal
0690249W production-ecrits  JJ 12   11,3      renewal
0691666L ulis-passage       J  4    1,3
0692336P harcelement        J  2    11,12,1
0692342W attention-tdah     JJ 24   11,1,3 renewal
0690076H resolution-problemes J 1   3,5
0691645N travail-personnel  J  4    11,12
"""

LOIRE = """
0421176A grande-difficulte  JJ 24   11,1
0421451Z fluence            DD 2    11,12
0421452A travail-personnel  J  4    11,1
0420916T ecole-inclusive    JJ 2    11,3  renewal
0421686E comprehension-ecrit J 14   1,3
0421677V climat-scolaire    JD 1    11,1
0421688G vocabulaire        J  2    11,12     renewal
0421486M memoriser          J  4    3,4
0421689H allophones         J  24   11,1
0421919H evaluer-progres    JJ 1    11,5
0421684C plan-travail       J  2    1,3       renewal
0421852K oral               DD 4    11,12 renewal
0420012K fractions          J  1    11,1
0421454C troubles-dys       JJ 24   11,1,3 renewal
0421085B sciences           J  2    3,5
0421572F liaison-cm2-6e     DJ 4    11,3      renewal
"""

AIN = """
0010035H allophones         JJ 24   11,1  renewal
0010802S grande-difficulte  J  2    11,12     renewal
0010039M devoirs-faits      J  1    1,3
0010987T comprehension-ecrit JJ 4   11,1
0010002X liaison-cm2-6e     J  14   11,3      renewal
0010975E oral               J  4    3,5
0011067E resolution-problemes JJ 12 11,1  renewal
0010041P ecole-inclusive    J  2    11,12,1
0010821M cycle3             JD 4    1,3   renewal
0011275F attention-tdah     J  24   1,3
0011333U familles           J  1    11,1
0010938P litterature-jeunesse JJ 2  11,5
0011338Z sciences           DJ 2    11,3
0011325K psychosociales     J  2    11,12
"""

NEW = "Un secteur, une thématique nouvelle reliée au contrat d'objectifs, un chef et un IEN d'accord, dix " \
    "enseignants de chaque degré (§ 1, § 3) : rien à redire."
NEW_PRIORITY = "Un réseau d'éducation prioritaire dont la thématique s'inscrit dans une orientation du plan de " \
    "formation (§ 5), dix enseignants de chaque degré (§ 3) : rien à redire."
RENEWED = "Reconduction d'une action de 2019-2020 dont les journées ont été annulées (§ 1) : ni lien au contrat ni " \
    "engagement n'y sont exigés, l'action antérieure est nommée et connue."


def requests():
    for line in (RHONE + LOIRE + AIN).strip().splitlines():
        if not line:
            continue
        college, topic, pattern, days, months, *rest = line.split()
        renewal = rest == ["renewal"]
        because = RENEWED if renewal else NEW_PRIORITY if is_priority(college) else NEW
        yield case(
            f"ordinary {college} {topic}", college, topic, pattern, days, months.replace(",", " "), renewal=renewal,
            breaches=[], because=because)
