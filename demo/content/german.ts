/** Customers who write in German. */
export const german = `
=== esstisch-lampe | Pendelleuchte über Esstisch, Nussbaum | inbox lang=de
anke: Anke Reinhardt <anke.reinhardt@postkasten.example>; thunderbird; de; charset=ISO-8859-1
--- anke 3 17:05
Guten Tag Frau Lindner,

für unseren neuen Esstisch suchen wir eine Pendelleuchte in Nussbaum, am liebsten die große Linde. Jetzt habe ich gelesen, dass Nussbaum im Licht heller wird. Stimmt das? Unser Tisch ist sehr dunkel geölt und die beiden sollen zusammenpassen.

Viele Grüße aus Göttingen
Anke Reinhardt
--- marta 2 08:40
Guten Tag Frau Reinhardt,

das stimmt, und zwar schon im ersten Jahr deutlich: aus Zartbitter wird Vollmilch. Wenn Ihr Tisch bereits ein paar Jahre alt und trotzdem dunkel ist, passt Räuchereiche besser, die bleibt, wie sie ist.

Am einfachsten: Ich schicke Ihnen von beiden ein Muster, das Sie ein paar Tage auf den Tisch legen. Welche Adresse darf ich nehmen?
--- anke 2 12:22
Das ist ja ein toller Service. Gerne an:

Anke Reinhardt
Am Goldgraben 8
37073 Göttingen

Zartbitter gefällt mir gut als Vergleich :-)
--- jonas 2 13:15
Liebe Frau Reinhardt, zwei Muster sind heute in die Post gegangen. Bitte nicht aufessen.
--- anke today 0.25 unread
Die Muster sind da, und es ist ganz eindeutig die Räuchereiche! Mein Mann hat sofort genickt, und der nickt selten.

Bitte eine Linde 32 in Räuchereiche mit schwarzem Textilkabel, 1,50 m. Wie lange ist zurzeit die Lieferzeit? Vor den Feiertagen wäre schön, aber ich weiß, dass gutes Holz dauert.

Herzliche Grüße
Anke Reinhardt

=== fleck-auf-eck | Wasserfleck auf dem Beistelltisch | lang=de
uwe: Uwe Janssen <uwe.janssen@kuestenpost.example>; webmail; de
--- uwe 12 18:44 attach="Fleck surface.jpg"
Moin,

auf unserem Eck-Tisch hat ein Blumentopf einen weißen Ring hinterlassen (Foto). Meine Frau sagt, ich darf da nicht selbst ran. Was kann ich tun, ohne dass es Ärger gibt?

Gruß
Uwe Janssen
--- aylin 11 08:20
Moin Herr Janssen,

weiß ist gut, das heißt, das Wasser sitzt nur im Öl und nicht im Holz.

1. Fön auf niedriger Stufe, 20 cm Abstand, zwei Minuten.
2. Wenn der Ring blasser wird: weitermachen.
3. Danach einen Tropfen Öl aus dem Fläschchen mit einem Baumwolltuch einreiben, nach 15 Minuten abnehmen.

Nicht schleifen. Das ist der Teil mit dem Ärger.
--- uwe 9 10:02
Weg! Komplett weg. Meine Frau glaubt, ich hätte einen neuen gekauft. Danke!!
--- aylin 9 10:30
Dann bleibt das unter uns.

=== angebot-praxis | Angebot für Wartezimmer, 5 Leuchten | lang=de
kerstin: Dr. Kerstin Vollmer <praxis@dr-vollmer.example>; outlook; de; charset=Windows-1252; sig=Dr. med. Kerstin Vollmer / Praxis für Allgemeinmedizin
--- kerstin 8 12:50
Sehr geehrte Damen und Herren,

für unser Wartezimmer (28 m², Deckenhöhe 2,60 m) bitte ich um ein Angebot über fünf Pendelleuchten. Wichtig ist mir, dass sie abwischbar sind und nicht nach Praxis aussehen.

Mit freundlichen Grüßen
--- marta 8 14:15 attach="Angebot 2026-418.pdf"
Sehr geehrte Frau Dr. Vollmer,

das Angebot über fünf Linde 24 in Esche ist beigefügt. Die Schirme sind mit Hartwachsöl behandelt und vertragen ein feuchtes Tuch, Flächendesinfektion auf Alkoholbasis bitte nur auf dem Kabel.

Für 28 m² würde ich sie nicht mittig, sondern in einer lockeren Gruppe über den Stühlen aufhängen. Eine Skizze mache ich Ihnen gern.
--- kerstin 7 13:05
Danke für die schnelle Antwort. Ja bitte, mit Skizze. Kann die Montage am Mittwochnachmittag erfolgen, wenn die Praxis geschlossen ist?
--- marta 6 09:30 attach="Skizze Wartezimmer.pdf"
Sehr geehrte Frau Dr. Vollmer, die Skizze liegt bei. Montieren kann Elektro Huber aus Ihrer Nachbarschaft, mit dem arbeiten wir seit Jahren, mittwochs ab 13 Uhr ist kein Problem.
--- kerstin 2 11:48
Das sieht sehr gut aus, wir nehmen das Angebot an. Bitte stimmen Sie den Termin mit Frau Keller am Empfang ab.
--- jonas 2 12:20
Vielen Dank für den Auftrag! Ich melde mich bei Frau Keller, sobald die fünf Leuchten auf der Werkbank liegen, etwa am {d+18}.

=== besuch-werkstatt | Dürfen wir die Werkstatt besuchen? | lang=de
gisela: Gisela Oberhauser <gisela@oberhauser-familie.example>; ios; de
--- gisela 19 16:30
Liebes Lindenhof-Team, mein Enkel (9) dreht seit einem Jahr auf einer Kinderdrechselbank und hat euer Video gesehen. Dürften wir in den Ferien mal eine Stunde zuschauen kommen? Wir stören nicht.
Gisela Oberhauser
--- aylin 18 09:12
Liebe Frau Oberhauser,

sehr gern! {w+4} um zehn wäre gut, da drehe ich Schirme. Er soll feste Schuhe anziehen, eine Schutzbrille in Kindergröße haben wir. Und wenn er mag, darf er selbst ein Stück machen.
--- gisela 18 09:20
Er hüpft durch die Wohnung. Wir kommen!!
--- gisela 13 19:02 inline="kreisel ash.jpg"
Der Kreisel dreht sich seit Stunden auf unserem Küchentisch. Das war der schönste Ferientag. Danke, auch an den Herrn mit dem Bart.
--- aylin 12 08:25
Der Herr mit dem Bart lässt grüßen und hält die Lehrstelle frei (ab 2033).

=== rechnung-doppelt | Rechnung doppelt bezahlt | lang=de
frank: Frank Thalmann <f.thalmann@thalmann-bau.example>; outlook; de; sig=Frank Thalmann / Thalmann Bau GmbH
--- frank 5 08:15
Guten Morgen,

unsere Buchhaltung hat Rechnung 2026-1149 offenbar zweimal überwiesen, am Monatsanfang und gestern. Bitte prüfen.
--- jonas 5 08:50
Guten Morgen Herr Thalmann,

stimmt, 1.176,00 € sind zweimal da. Die zweite Zahlung geht heute an dasselbe Konto zurück. Ehrlichkeit gegen Ehrlichkeit: danke fürs Bescheidsagen.
--- frank 5 09:02
Prima, danke für die schnelle Erledigung.

=== ersatzteil-1987 | Leuchte von 1987, gibt es noch Teile? | lang=de
irmgard: Irmgard Pohl <irmgard.pohl@seniorennetz.example>; thunderbird; de; charset=ISO-8859-15
--- irmgard 26 14:40 attach="alte Lampe oak.png"
Sehr geehrter Herr Lindner,

im Jahr 1987 habe ich bei Ihnen (oder Ihrem Vater?) eine Stehleuchte gekauft. Nun ist die Fassung gebrochen. Ich bin 84 und möchte keine neue Lampe, ich möchte diese.

Können Sie mir helfen?

Mit freundlichem Gruß
Irmgard Pohl
--- marta 26 16:05
Sehr geehrte Frau Pohl,

das war mein Großvater, und ich habe beim Anblick Ihres Fotos kurz schlucken müssen: Von dieser Leuchte gibt es nur noch vier.

Die Fassung bauen wir Ihnen nach. Jonas ist nächste Woche in Ihrer Gegend und holt die Leuchte ab, Sie müssen nichts einpacken. Kosten: 40 €, und ein Foto von Ihnen mit der Lampe, wenn wir dürfen.
--- irmgard 25 10:15
Liebe Frau Lindner, das ist mehr, als ich zu hoffen wagte. Am {d+3} bin ich den ganzen Tag zu Hause. Es gibt Streuselkuchen.
--- jonas 25 10:31
Sehr geehrte Frau Pohl, ich komme um drei und bringe Hunger mit.
--- irmgard 10 15:50
Sie leuchtet wieder, und zwar heller als 1987. Der Kuchen war der Mühe nicht wert im Vergleich. Herzlichen Dank Ihnen allen.

=== holzmuster | Holzmuster bestellen | lang=de
jule: Jule Petersen <jule.petersen@fjordlicht.example>; gmail; de
--- jule 1 10:05
Hi, kann man bei euch Holzmuster bekommen, bevor man bestellt? Eiche und Esche reichen. LG Jule
--- jonas 1 10:18
Hi Jule, klar, kostet nichts. Schick mir deine Adresse, dann gehen sie heute raus.
--- jule 1 10:31
Super! Jule Petersen, Holtenauer Str. 91, 24105 Kiel

=== kuechenstudio | Zusammenarbeit Küchenstudio Mertens | lang=de
mertens: Holger Mertens <holger@mertens-kuechen.example>; outlook; de; sig=Holger Mertens / Mertens Küchen, Kassel
--- mertens 55 11:20
Sehr geehrte Frau Lindner,

wir planen im Jahr rund 140 Küchen, und bei jeder zweiten fragt der Kunde nach dem Licht über der Insel. Hätten Sie Interesse an einer festen Zusammenarbeit?
--- marta 54 09:05
Sehr geehrter Herr Mertens,

ja, unter einer Bedingung: dass wir Ihren Planern einmal zeigen dürfen, wie hoch so eine Leuchte hängen muss. Zu hoch ist der häufigste Fehler, und hinterher ist es immer die Leuchte.

Vorschlag: Ich komme mit drei Modellen vorbei, einen Nachmittag lang.
--- mertens 54 10:40
Die Bedingung gefällt mir. {w+9}, 14 Uhr, bei uns?
--- marta 54 11:02
Eingetragen. Bitte eine Leiter und einen dunklen Raum.
--- mertens 44 17:25
Nochmals vielen Dank für den Nachmittag. Drei meiner Planer messen jetzt zu Hause nach. Wir starten mit drei Ausstellungsstücken, Bestellung kommt per Post (ja, wirklich).

=== lieferung-terasse | Spedition steht vor der Tür | lang=de
malte: Malte Friedrich <malte@friedrich-landhaus.example>; ios; de
--- malte 7 11:32
Hallo, die Spedition steht hier mit der Bank und sagt nur bis Bordsteinkante. Das Ding wiegt 50 kg und ich bin allein. Was jetzt?
--- jonas 7 11:36
Hallo Malte, bitte gib dem Fahrer mein Handy, steht auf dem Lieferschein. Bezahlt ist "bis in die Wohnung".
--- malte 7 11:52
Hat geklappt, sie steht im Garten. Der Fahrer fand sie auch schön. Danke für die Minute!

=== gutschein-mutter | Gutschein zum 70. | lang=de
nadja: Nadja Sommerfeld <nadja.sommerfeld@lichtpost.example>; gmail; de
--- nadja 36 20:41
Guten Abend,

meine Mutter wird 70 und wünscht sich eine Leuchte von euch, will sie aber selbst aussuchen. Gibt es Gutscheine, die nicht nach Gutschein aussehen?
--- marta 35 08:18
Guten Morgen Nadja,

unsere sind aus Holz: ein kleines Stück Esche mit eingebranntem Betrag, in einem Schächtelchen mit Holzwolle. 70 würde sogar als Zahl draufpassen. Welche Summe darf es sein?
--- nadja 35 09:30
300 bitte und ja, die 70 unbedingt!
--- jonas 35 14:05 attach="Rechnung 2026-1088.pdf"
Ist eingebrannt und unterwegs. Die Rechnung kommt nur hier per Mail.

=== bewerbung-praktikum | Bewerbung um ein Praktikum | lang=de
luis: Luis Wagner <luis.wagner@schulpost.example>; gmail; de
--- luis 24 16:12 attach="Lebenslauf Luis Wagner.pdf, Anschreiben.docx"
Sehr geehrte Damen und Herren,

ich bin 15 Jahre alt, gehe in die 9. Klasse und würde gern mein zweiwöchiges Praktikum bei Ihnen machen. In Technik habe ich eine 1 und zu Hause habe ich ein Hochbett gebaut (es hält).

Über eine Antwort freue ich mich sehr.

Mit freundlichen Grüßen
Luis Wagner
--- aylin 23 09:40
Hallo Luis,

"es hält" ist das beste Zeugnis. Du kannst gern kommen. Bring zum ersten Tag Arbeitsschuhe mit, den Rest haben wir. Den Bogen von der Schule bitte an mich schicken.
--- luis 23 14:05
Vielen Dank!!! Der Bogen kommt morgen, meine Lehrerin muss noch unterschreiben.

=== stammtisch-absage | Handwerkerstammtisch fällt aus | lang=de
toni: Toni Burger <toni@burger-sattlerei.example>; plain; de; charset=ISO-8859-1
erna: Erna Maibach <erna@maibach-keramik.example>; gmail; de
--- toni 6 18:20 cc=erna
Servus zusammen,

der Stammtisch am {w+2} fällt aus, der Löwen hat Wasserschaden. Neuer Vorschlag: bei mir in der Sattlerei, Getränke vorhanden, Stühle auch (alle schief).

Toni
--- erna 5 07:55 cc=hello
Bin dabei und bringe Zwiebelkuchen mit!
Erna
--- marta 5 09:10 cc=toni
Wir kommen zu dritt, mit Brettspielen und geraden Stühlen.
--- toni 5 09:16 cc=erna
Die geraden Stühle nehm ich persönlich. Bis dann!

=== pflegeoel | Pflegeöl nachbestellen | lang=de
sabine: Sabine Kröger <sabine.kroeger@elbnetz.example>; webmail; de; charset=ISO-8859-1
--- sabine 31 08:40
Guten Tag, ich brauche zwei Fläschchen Pflegeöl für unsere Bank. Im Shop finde ich nur das große Gebinde. Danke!
--- jonas 31 08:58
Guten Tag Frau Kröger, zwei Fläschchen sind 9 € plus 3 € Versand. Ich lege eine Rechnung bei, Sie müssen nichts im Shop machen.
--- sabine 31 09:10
So einfach darf es bitte bleiben. Danke!
`
