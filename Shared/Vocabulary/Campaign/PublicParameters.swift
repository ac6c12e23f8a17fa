/// P1: the guide for one sector.
package struct P1Parameters: Codable, Hashable, Sendable {
    /// Primary teachers.
    package var firstDegree: Parameter<Int>
    /// Secondary teachers.
    package var secondDegree: Parameter<Int>

    package init(
        firstDegree: Parameter<Int>, secondDegree: Parameter<Int>
    ) {
        self.firstDegree = firstDegree
        self.secondDegree = secondDegree
    }
}

/// P2: how many teachers an action mobilises.
package struct P2Parameters: Codable, Hashable, Sendable {
    /// Over all groups, both degrees; more must be announced.
    package var most: Parameter<Int>

    package init(
        most: Parameter<Int>
    ) {
        self.most = most
    }
}

/// P3: balance between the degrees.
package struct P3Parameters: Codable, Hashable, Sendable {
    /// More than so many of one degree to one of the other warns at the request and blocks the roster.
    package var ratio: Parameter<Int>

    package init(
        ratio: Parameter<Int>
    ) {
        self.ratio = ratio
    }
}

/// P4: groups of one action.
package struct P4Parameters: Codable, Hashable, Sendable {
    /// Establishments that a group mixes, at least.
    package var leastEstablishments: Parameter<Int>

    package init(
        leastEstablishments: Parameter<Int>
    ) {
        self.leastEstablishments = leastEstablishments
    }
}
