import Messages
import Vocabulary

/// What an event is called to people, by its type; nil for what needn't be told.
package enum History {
    package static func french(_ type: String) -> String? { names[type] }

    /// Types of the events that don't raise the revision which examiners see.
    package static let unseen: Set<String> = ["validation.letter.v1", "validation.passedOver.v1"]

    private static let names: [String: String] = [
        CampaignPublished.type: "une révision de la campagne a été publiée",
        CampaignClosed.type: "la campagne a été close",
        RequestReturned.type: "la demande a été renvoyée pour correction",
        RequestRefused.type: "la demande a été refusée",
        LateRequestAccepted.type: "la demande tardive a été admise",
        OpinionAsked.type: "un avis a été demandé",
        OpinionRecorded.type: "un avis ou un vote a été enregistré",
        SpeakerDecided.type: "une décision a été prise sur un intervenant extérieur",
        LecturerDecided.type: "l'accord sur un universitaire a été enregistré",
        RequestValidated.type: "la demande a été validée",
        DecisionReleased.type: "la décision a été communiquée",
        DispositifNumbered.type: "le dispositif a reçu son numéro",
        RequestCancelled.type: "l'action a été annulée",
        "validation.submitted.v1": "la demande est arrivée",
        "validation.amended.v1": "les pilotes ont modifié la demande",
        "validation.consented.v1": "un pilote a donné ou refusé son accord",
        "validation.withdrawn.v1": "les pilotes ont retiré la demande",
        "validation.awaitsCampaign.v1": "la demande attend la campagne",
        "validation.judged.v1": "la demande a été jugée par les règles",
        "validation.settled.v1": "classe de thème, formateurs et priorité ont été arrêtés",
        "validation.votesVoided.v1": "les décisions déjà rendues sont caduques",
        "validation.sessions.v1": "les séances ont changé",
        "validation.letter.v1": "un courrier a avancé",
    ]
}

extension Note {
    /// Of its row in the journal.
    package var type: String {
        switch self {
        case .submitted: "validation.submitted.v1"
        case .amended: "validation.amended.v1"
        case .consented: "validation.consented.v1"
        case .withdrawn: "validation.withdrawn.v1"
        case .awaitsCampaign: "validation.awaitsCampaign.v1"
        case .judged: "validation.judged.v1"
        case .clockStarted: "validation.clockStarted.v1"
        case .clockStopped: "validation.clockStopped.v1"
        case .settled: "validation.settled.v1"
        case .votesVoided: "validation.votesVoided.v1"
        case .sessions: "validation.sessions.v1"
        case .letter: "validation.letter.v1"
        case .passedOver: "validation.passedOver.v1"
        }
    }
}
