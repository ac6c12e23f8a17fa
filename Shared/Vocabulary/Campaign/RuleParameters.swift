/// What each rule takes from the campaign, by its identifier. A rule that isn't here takes nothing.
package struct RuleParameters: Codable, Hashable, Sendable {
    package var F4: F4Parameters
    package var F6: F6Parameters
    package var F7: F7Parameters
    package var T1: T1Parameters
    package var T2: T2Parameters
    package var T3: T3Parameters
    package var T4: T4Parameters
    package var T5: T5Parameters
    package var T7: T7Parameters
    package var P1: P1Parameters
    package var P2: P2Parameters
    package var P3: P3Parameters
    package var P4: P4Parameters
    package var I1: I1Parameters
    package var H1: H1Parameters
    package var H2: H2Parameters
    package var H4: H4Parameters
    package var year: YearParameters

    package init(
        F4: F4Parameters, F6: F6Parameters, F7: F7Parameters, T1: T1Parameters, T2: T2Parameters, T3: T3Parameters,
        T4: T4Parameters, T5: T5Parameters, T7: T7Parameters, P1: P1Parameters, P2: P2Parameters, P3: P3Parameters,
        P4: P4Parameters, I1: I1Parameters, H1: H1Parameters, H2: H2Parameters, H4: H4Parameters,
        year: YearParameters
    ) {
        self.F4 = F4
        self.F6 = F6
        self.F7 = F7
        self.T1 = T1
        self.T2 = T2
        self.T3 = T3
        self.T4 = T4
        self.T5 = T5
        self.T7 = T7
        self.P1 = P1
        self.P2 = P2
        self.P3 = P3
        self.P4 = P4
        self.I1 = I1
        self.H1 = H1
        self.H2 = H2
        self.H4 = H4
        self.year = year
    }
}
