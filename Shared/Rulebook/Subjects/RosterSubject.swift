package import Vocabulary

/// The trainees of one action, checked before signature and at each substitution (Y6).
package struct RosterSubject: Sendable {
    package let form: RequestForm
    package let campaign: Campaign
    package let places: any Places
    package let trainees: [Trainee]

    package init(form: RequestForm, campaign: Campaign, places: any Places, trainees: [Trainee]) {
        self.form = form
        self.campaign = campaign
        self.places = places
        self.trainees = trainees
    }
}

/// Y6: each trainee's name, degree, establishment, professional mail; the name and mail stand with Approval alone, here
/// only whether they are there.
package struct Trainee: Hashable, Sendable {
    package let person: PersonID
    package let degree: Degree
    package let establishment: UAI
    package let group: GroupID
    package let hasNameAndMail: Bool

    package init(person: PersonID, degree: Degree, establishment: UAI, group: GroupID, hasNameAndMail: Bool) {
        self.person = person
        self.degree = degree
        self.establishment = establishment
        self.group = group
        self.hasNameAndMail = hasNameAndMail
    }
}
