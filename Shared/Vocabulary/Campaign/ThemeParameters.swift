/// H1: theme, objectives and expected results are explicit.
package struct H1Parameters: Codable, Hashable, Sendable {
    /// Words of an answer, at least.
    package var leastWords: Parameter<Int>

    package init(
        leastWords: Parameter<Int>
    ) {
        self.leastWords = leastWords
    }
}

/// H2: orientations that bind priority education.
package struct H2Parameters: Codable, Hashable, Sendable {
    /// At least one of these.
    package var orientations: Parameter<[OrientationText]>

    package init(
        orientations: Parameter<[OrientationText]>
    ) {
        self.orientations = orientations
    }
}

/// H4: classes of themes.
package struct H4Parameters: Codable, Hashable, Sendable {
    /// Proposed by the pilots, settled at examination.
    package var classes: Parameter<[ThemeClass]>

    package init(
        classes: Parameter<[ThemeClass]>
    ) {
        self.classes = classes
    }
}

/// H2: an orientation and its wording.
package struct OrientationText: Codable, Hashable, Sendable {
    package var id: ThemeOrientation
    /// « les pratiques inclusives ».
    package var text: String

    package init(id: ThemeOrientation, text: String) {
        self.id = id
        self.text = text
    }
}

/// H4: a class of themes, and what it says of the pupils concerned (T5).
package struct ThemeClass: Codable, Hashable, Sendable {
    package var id: ThemeClassID
    /// « École inclusive ».
    package var name: String
    /// T5: concerns pupils with special needs (EABEP).
    package var concernsSpecialNeeds: Bool

    package init(id: ThemeClassID, name: String, concernsSpecialNeeds: Bool) {
        self.id = id
        self.name = name
        self.concernsSpecialNeeds = concernsSpecialNeeds
    }
}
