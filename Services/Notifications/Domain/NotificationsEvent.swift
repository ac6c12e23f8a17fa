package import Messages
package import Vocabulary

/// What happened. The first four stand on `alp.letters.v1` for letters about a request; all else is journalled alone.
package enum NotificationsEvent: Hashable, Sendable {
    /// With the paper, which goes into the table of letters; nil on the way back from the journal.
    case prepared(LetterPrepared, LetterPaper?)
    case released(LettersReleased)
    case sent(LetterSent)
    case failed(LetterFailed)
    case noted(Note)
}

/// What is journalled and never published.
package enum Note: Codable, Hashable, Sendable {
    /// Taken over.
    case fact(Fact)
    /// Kept until what it needs is there.
    case awaited(Fact)
    /// Made on a revision that no longer stands, or after the end: no effect.
    case void(Fact)
    case campaign(CampaignPublished)
    /// A function's holder changed. Names and mails go to the table of terms alone, so that an erasure reaches them.
    case term(FunctionTerm)
    /// A letter's file is about to be written, in the spool of that name.
    case taken(LetterID, attempt: Int, person: PersonID, spool: String? = nil)
    /// These don't go any more: something newer took their place.
    case voided([LetterID])
    /// A person wants it tried again.
    case again(LetterID)
    case reminded([String], on: CivilDate)
    /// nil: nothing is awaited of anybody.
    case timer(TimerKind, ordinal: Int64, at: Instant?)
}

/// A change of the directory, without what is personal in it. `name` and `mail` are there on the way to the table and
/// don't go into the journal.
package struct FunctionTerm: Hashable, Sendable {
    package enum Change: String, Codable, Hashable, Sendable {
        case held
        case ended
        case erased
    }

    package var change: Change
    package var function: Function
    package var person: PersonID
    package var from: CivilDate?
    package var until: CivilDate?
    package var name: Personal<PersonName>?
    package var mail: Personal<MailAddress>?
}

extension FunctionTerm: Codable {
    private enum CodingKeys: String, CodingKey { case change, function, person, from, until }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        change = try container.decode(Change.self, forKey: .change)
        function = try container.decode(Function.self, forKey: .function)
        person = try container.decode(PersonID.self, forKey: .person)
        from = try container.decodeIfPresent(CivilDate.self, forKey: .from)
        until = try container.decodeIfPresent(CivilDate.self, forKey: .until)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(change, forKey: .change)
        try container.encode(function, forKey: .function)
        try container.encode(person, forKey: .person)
        try container.encodeIfPresent(from, forKey: .from)
        try container.encodeIfPresent(until, forKey: .until)
    }
}

extension FunctionTerm {
    init(_ message: DirectoryMessage) {
        switch message {
        case .held(let held):
            self.init(
                change: .held, function: held.function, person: held.person, from: held.from, until: held.until,
                name: held.name, mail: held.mail)
        case .ended(let ended):
            self.init(change: .ended, function: ended.function, person: ended.person, until: ended.until)
        case .personErased(let erased):
            self.init(change: .erased, function: erased.function, person: erased.person)
        }
    }
}
