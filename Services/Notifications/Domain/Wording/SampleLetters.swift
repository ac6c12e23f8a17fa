package import Messages
package import Vocabulary

/// A letter of each kind of the spring, about a request that nobody made: for previews, and for the tests that keep
/// every letter's wording.
package struct SampleLetters: Sendable {
    private let campaign: CampaignPublished
    private let press: LetterPress
    private let now: Instant

    package init(_ campaign: CampaignPublished, press: LetterPress, at now: Instant) {
        self.campaign = campaign
        self.press = press
        self.now = now
    }

    package static let request = "ALP-69-0000"

    package struct Sample: Sendable {
        /// Several of one kind differ by it: « déplacement », « remplacement ».
        package var name: String
        package var kind: LetterKind
        package var paper: LetterPaper
    }

    /// In the order of the year.
    package func all() throws -> [Sample] {
        let head = Function.head(try UAI("0691662G"))
        let inspector = Function.inspector(try CirconscriptionID("69-lyon-vaise"))
        let referent = Function.referent(try UAI("0691662G"))
        let expires = Timestamp(now + .seconds(14 * 86_400))
        let today = Paris.date(at: now)
        let asked = try opinionAsked()
        let topics: [(String, LetterTopic, Function)] = [
            ("receipt", .receipt, head), ("consent", .consent(expires: expires), inspector),
            ("code", .code(expires: expires), inspector), ("correction", .correction(try returned()), head),
            ("opinion", .opinion(asked), referent), ("refusal", .refusal(try refused()), head),
            ("validation", .validation, head), ("validation-referent", .validation, referent),
            ("change-moved", .change(.moved(try moved())), head),
            ("change-trainer", .change(.trainerReplaced(try replaced())), head),
            ("change-freed", .change(.freed(.declined)), head), ("change-calendar", .change(.published), head),
            (
                "cancellation",
                .cancellation(reason: try FreeText("Travaux dans l'établissement."), isWithdrawal: false),
                head
            ),
            (
                "cancellation-withdrawn",
                .cancellation(reason: try FreeText("L'équipe a changé."), isWithdrawal: true), head
            ),
            (
                "reminder",
                .reminder([
                    .consent(sent: today.adding(days: -7), expires: expires),
                    .correction(sent: today.adding(days: -7), answerBy: today.adding(days: 2)),
                    .opinion(sent: today.adding(days: -6), answerBy: nil),
                ]), inspector
            ),
        ]
        var samples: [Sample] = []
        for (name, topic, to) in topics {
            samples.append(Sample(name: name, kind: topic.kind, paper: try paper(name, topic, to: to)))
        }
        let digest = press.wording(campaign.campaign).digest(
            DigestFigures(
                stages: [.examination: 12, .correction: 3, .confirmation: 5, .published: 2], awaitingRelease: 4,
                failed: 1),
            to: .dfie, on: today)
        samples.append(
            Sample(
                name: "digest", kind: .digest,
                paper: press.paper(try LetterID("digest-dfie-\(today)"), digest, calendar: nil, linkOf: nil, at: now)))
        return samples
    }

    private func paper(_ name: String, _ topic: LetterTopic, to function: Function) throws -> LetterPaper {
        var file = try file()
        if topic.kind == .reminder { file.returned = try returned() }
        if topic.kind == .cancellation { (file.sessions, file.freed) = ([], file.sessions) }
        if case .change(.freed) = topic { (file.sessions, file.freed) = ([file.sessions[0]], [file.sessions[1]]) }
        let content = press.wording(campaign.campaign).letter(
            topic, request: Self.request, file: file, to: function, on: Paris.date(at: now))
        let writer = CalendarWriter(
            campaign: campaign.campaign, places: press.places, request: Self.request, file: file)
        let calendar: CalendarFile? =
            switch topic.kind {
            case .validation, .change: writer.published(at: now)
            case .cancellation: writer.cancelled(at: now)
            default: nil
            }
        return press.paper(
            try LetterID("\(Self.request).\(name)"), content, calendar: calendar, linkOf: nil, at: now)
    }
}

/// The invented request.
extension SampleLetters {
    private func file() throws -> RequestFile {
        var file = RequestFile()
        file.campaign = campaign.campaign.id
        file.revision = .first
        file.form = try form()
        file.channel = .api
        file.receivedAt = Timestamp(now)
        file.trackingNumber = "ABCD-EFGH-IJKL-MNOP"
        file.departements = [try Departement("69")]
        file.sessions = try sessions()
        return file
    }

    private func form() throws -> RequestForm {
        RequestForm(
            origin: .renewal, earlierAction: try EarlierActionID("ALP-2019-117"), scope: .one,
            contractLink: try FreeText("Le contrat de réseau retient la maîtrise de la langue pour priorité."),
            commitsOverTime: true,
            pilots: [
                Pilot(function: .head(try UAI("0691662G")), agrees: true),
                Pilot(function: .inspector(try CirconscriptionID("69-lyon-vaise")), agrees: false),
            ],
            theme: Theme(
                title: try FreeText("Lire et écrire du CM1 à la 6e"),
                objectives: try FreeText("Rapprocher les pratiques.\nConstruire une progression commune."),
                expectedResults: try FreeText("Des élèves plus sûrs d'eux à l'entrée au collège."),
                proposedClass: try ThemeClassID("maitrise-langue"),
                orientations: [try ThemeOrientation("fluidite-parcours")], concernsSpecialNeeds: false),
            council: Council(studied: true, withReferent: true), hours: 9, sessions: [.fullDay, .halfDay],
            groups: [
                Group(
                    id: try GroupID("G1"), host: try UAI("0691662G"), establishments: [try UAI("0691662G")],
                    teachers: [
                        TeachersWanted(
                            departement: try Departement("69"), firstDegree: try HeadCount(10),
                            secondDegree: try HeadCount(10))
                    ])
            ],
            intervenants: IntervenantsWanted(
                academicTrainers: 1, firstDegreeTrainers: 1,
                speakers: [
                    OutsideSpeaker(
                        person: try PersonID("x-s00"), organisation: try FreeText("Association Exemple (inventée)"),
                        askedBy: .head(try UAI("0691662G")), hasFees: true)
                ],
                lecturers: [
                    Lecturer(
                        person: try PersonID("x-l00"), university: try FreeText("Université Exemple (inventée)"),
                        askedThroughPole: true)
                ]),
            wishes: Wishes(
                months: [.november, .march], weekdays: [.tuesday],
                impossible: [DateRange(day: try CivilDate("2020-11-24"))]),
            announcesMoreTrainees: false, guaranteesBalance: true)
    }

    private func sessions() throws -> [SessionStated] {
        [
            try session("1", ["2020-11-05A", "2020-11-05P"], revision: 1),
            try session("2", ["2021-03-30P"], revision: 2),
        ]
    }

    private func session(_ number: String, _ halfDays: [String], revision: Int) throws -> SessionStated {
        SessionStated(
            session: try SessionID("\(Self.request).G1.\(number)"), revision: try Revision(revision),
            group: try GroupID("G1"), halfDays: try halfDays.map { try HalfDay($0) }, host: try UAI("0691662G"),
            team: [try TrainerID("F012"), try TrainerID("C031")],
            replacements: [ReplacementsUsed(departement: try Departement("69"), teachers: try HeadCount(10))])
    }

    private var actor: MessageActor {
        get throws { MessageActor(role: Open(.dfie), function: Open(.dfie), person: try PersonID("p-000000000000")) }
    }

    private var breaches: [Open<Breach>] {
        [
            Open(
                Breach(
                    rule: .H1, severity: .returns, place: "theme.objectives",
                    message: "Les objectifs tiennent en un mot.",
                    remedy: "Dites en une ou deux phrases ce que l'action doit atteindre.")),
            Open(
                Breach(
                    rule: .I1, severity: .blocks(.contract), place: "intervenants",
                    message: "L'équipe de formateurs n'est pas complète.",
                    remedy: "Faites nommer un formateur de l'autre degré.")),
            Open(
                Breach(
                    rule: .H3, severity: .warns, place: "council",
                    message: "Le projet n'a pas été étudié avec l'IA-IPR référent.", remedy: "")),
        ]
    }

    private func returned() throws -> RequestReturned {
        RequestReturned(
            campaignRevision: campaign.campaignRevision, requestRevision: .first, breaches: breaches,
            message: try FreeText("Une belle idée, à préciser."), answerBy: Paris.date(at: now).adding(days: 10))
    }

    private func refused() throws -> RequestRefused {
        RequestRefused(
            actor: try actor, campaignRevision: campaign.campaignRevision, requestRevision: .first,
            rules: [Open(.H2)],
            breaches: [
                Open(
                    Breach(
                        rule: .H2, severity: .refuses, place: "theme.orientations",
                        message: "Le thème ne relève d'aucune des orientations de l'éducation prioritaire.",
                        remedy: "Un projet qui s'inscrit dans l'une d'elles pourra être présenté."))
            ], reason: try FreeText("Les deux autorités ont rendu le même avis."))
    }

    private func opinionAsked() throws -> OpinionAsked {
        OpinionAsked(
            actor: try actor, campaignRevision: campaign.campaignRevision, requestRevision: .first,
            from: [.referent(try UAI("0691662G"))],
            question: try FreeText("Ce projet prolonge-t-il ce que vous avez vu dans le réseau ?"),
            answerBy: Paris.date(at: now).adding(days: 8))
    }

    private func moved() throws -> SessionMoved {
        SessionMoved(
            actor: try actor, campaignRevision: campaign.campaignRevision, requestRevision: .first,
            session: try session("2", ["2021-03-30P"], revision: 2), previousHalfDays: [try HalfDay("2021-03-23P")],
            previousHost: try UAI("0691662G"), isPublished: true, reason: try FreeText("Conseil de classe ce jour-là."))
    }

    private func replaced() throws -> TrainerReplaced {
        TrainerReplaced(
            actor: try actor, campaignRevision: campaign.campaignRevision, requestRevision: .first,
            sessions: [try session("2", ["2021-03-30P"], revision: 2)], leaves: try TrainerID("F007"),
            arrives: try TrainerID("F012"), isPublished: true, reason: try FreeText("Indisponibilité."))
    }
}
