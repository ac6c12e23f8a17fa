import Deciding
import Messages
import Vocabulary

/// One decision while it is made: events so far, and the state that they lead to.
struct LetterWork {
    private(set) var state: NotificationsState
    private(set) var events: [NotificationsEvent] = []
    let facts: Facts<NotificationsWorld>
    let press: LetterPress

    init(_ state: NotificationsState, _ facts: Facts<NotificationsWorld>, _ press: LetterPress) {
        self.state = state
        self.facts = facts
        self.press = press
    }

    var campaign: CampaignPublished? { facts.world.campaign }
    var today: CivilDate { Paris.date(at: facts.now) }
    var file: RequestFile { state.request }

    mutating func add(_ event: NotificationsEvent) {
        events.append(event)
        state.take(event)
    }

    mutating func note(_ note: Note) { add(.noted(note)) }

    // MARK: Writing a letter

    /// Prepares a letter about the request. Answers its identifier; nil where the campaign isn't known, which facts are
    /// awaited for.
    @discardableResult
    mutating func write(
        _ topic: LetterTopic, to function: Function, supersedes: LetterID? = nil, linkOf: LetterID? = nil,
        calendar method: CalendarFile.Method? = nil
    ) throws -> LetterID? {
        guard let campaign else { return nil }
        let letter = try nextLetter()
        let content = press.wording(campaign.campaign).letter(
            topic, request: facts.aggregate, file: file, to: function, on: today)
        let writer = CalendarWriter(
            campaign: campaign.campaign, places: press.places, request: facts.aggregate, file: file)
        let calendar = method.map { $0 == .publish ? writer.published(at: facts.now) : writer.cancelled(at: facts.now) }
        var link: LetterLink?
        if case .consent(let expires) = topic, let form = file.form {
            link = LetterLink(
                purpose: Open(.consent), function: function,
                documentHash: ContentHash(of: try MessageJSON.encode(form)), tokenHash: press.key.tokenHash(letter),
                codeHash: press.key.codeHash(letter), expires: expires)
        }
        let paper = press.paper(
            letter, content, calendar: calendar, linkOf: link == nil ? linkOf : letter, at: facts.now)
        try prepare(paper, topic.kind, to: function, supersedes: supersedes, link: link, campaign)
        return letter
    }

    mutating func prepare(
        _ paper: LetterPaper, _ kind: LetterKind, to function: Function, supersedes: LetterID?, link: LetterLink?,
        _ campaign: CampaignPublished
    ) throws {
        add(
            .prepared(
                LetterPrepared(
                    letter: paper.letter, kind: Open(kind), to: Open(function), medium: Open(.mail),
                    campaignRevision: campaign.campaignRevision, requestRevision: file.revision ?? .first,
                    waitsForRelease: kind.waitsForRelease, documentHash: ContentHash(of: try paper.bytes()),
                    supersedes: supersedes, link: link), paper))
    }

    /// `ALP-69-0042.L3`. An identifier has 64 characters: a longer request's is cut, and its hash keeps it apart.
    private func nextLetter() throws -> LetterID {
        let number = ".L\(state.letters.count + 1)"
        let request = facts.aggregate
        if request.utf8.count + number.utf8.count <= 64 { return try LetterID(request + number) }
        return try LetterID("L-" + ContentHash(of: Array(request.utf8)).text.prefix(40) + number)
    }

    /// What hasn't gone and is no longer true doesn't go.
    mutating func void(_ isOutdated: (LetterEntry) -> Bool) {
        let outdated = state.letters.filter { $0.canBeVoided && isOutdated($0) }.map(\.letter)
        if !outdated.isEmpty { note(.voided(outdated)) }
    }

    // MARK: Timers

    mutating func setReminderTimer() {
        guard AggregateName.isRequest(facts.aggregate), let campaign else { return }
        let next = ReminderPlan(campaign.campaign.calendar).next(state, now: facts.now)
        if next != file.reminderAt { note(.timer(.reminder, ordinal: 0, at: next)) }
    }

    mutating func setDigestTimer(_ campaign: Campaign) {
        let days = BusinessDays(campaign.calendar)
        note(.timer(.digest, ordinal: 0, at: Paris.instant(days.next(after: today), hour: 7, minute: 30)))
    }
}
