const boards = Array.from({ length: 460 }, (_, at) => {
  const width = 18 + ((at * 7) % 31)
  const length = 210 + ((at * 13) % 24) * 10
  const thickness = [35, 50, 65, 80][at % 4] ?? 50
  const volume = (width * length * thickness) / 10_000_000
  const grade = ['A', 'A/B', 'B', 'A', 'B/C'][at % 5] ?? 'B'
  return `N17-${String(at + 1).padStart(3, '0')}   ${thickness} mm   ${length} x ${width} cm   ${volume.toFixed(3)} m3   ${grade}`
}).join('\n')

/** Those from whom the workshop buys, and those who keep it running. */
export const suppliers = `
=== sawmill-walnut | Nussbaum: zwei Stämme aus Ihringen | lang=de
bernd: Bernd Faller <b.faller@saegewerk-faller.example>; outlook; de; charset=ISO-8859-1; sig=Bernd Faller / Sägewerk Faller
--- bernd 9 07:10 attach="Muster grain.jpg"
Servus Aylin,

ich habe zwei Nussbaumstämme reinbekommen, 58 und 64 cm, gerade gewachsen, der eine mit schönem Maser. Foto anbei. Bevor ich sie den Furnierleuten gebe: Interesse? 2.400 für beide, eingeschnitten wie immer auf 65 mm.
--- aylin 9 07:32
Servus Bernd, Finger weg von den Furnierleuten. Ich nehme beide, den mit der Maser bitte auf 80, daraus drehe ich etwas Großes. Wann kann ich sie anschauen?
--- bernd 9 07:40
{w+1} ab drei, danach Feierabendbier.
--- aylin 9 07:41
In dieser Reihenfolge.

=== glassblower | Glass shades, second sample
mathis: Mathis Weill <mathis@verrerie-weill.example>; apple; fr; sig=Mathis Weill / Verrerie Weill, Meisenthal
--- mathis 4 11:25 inline="glass sample shade.jpg"
Bonjour Marta,

Here is the second sample. I made the rim 1 mm thicker, it no longer shows the tension lines. The grey is now more smoke than mouse. What do you think?

À bientôt,
--- marta 3 16:10
Bonjour Mathis,

Smoke it is! The rim is perfect. Could you do six for the first series, and one that is allowed to be a little blue, just for me?
--- mathis 2 10:05
Six smoke, one blue. In three weeks, the furnace is being relined first.

=== carrier-contract | New rates from Parcelo
parcelo: Sandra Voigt <sandra.voigt@parcelo.example>; outlook; sig=Sandra Voigt / Key accounts, Parcelo
--- parcelo 16 09:00 attach="Rates.pdf, rates.csv"
Dear Mr Weber,

as announced, new rates apply from the first of next month (attached, on average plus 3.8 %). Bulky goods are no longer surcharged up to 120 cm, which should suit you.

Kind regards,
--- jonas 16 11:14
Dear Ms Voigt,

the 120 cm are good news. The 3.8 % less so: we had four damaged parcels out of 211 last quarter. Could we talk about the insurance rate instead?
--- parcelo 13 15:40
Dear Mr Weber, I can offer insurance included up to 500 € per parcel. Would that help?
--- jonas 12 08:30
That helps, thank you. Please send the amended contract.

=== tax-adviser | Unterlagen für den Jahresabschluss | lang=de
steuer: Renate Gutmann <gutmann@gutmann-steuerberatung.example>; outlook; de; charset=ISO-8859-1; sig=Renate Gutmann / Steuerberaterin
--- steuer 7 10:30
Liebe Frau Lindner,

mir fehlen noch: Inventurliste, die beiden Leasingverträge und der Beleg über 840 € vom März ("Kugeln"?).

Herzliche Grüße
--- marta 6 08:15 attach="Inventur.csv, Leasing.pdf"
Liebe Frau Gutmann,

anbei Inventur und Leasing. "Kugeln" waren tatsächlich Kugeln: 300 Holzkugeln für den Kindertag, der Beleg klebt an der Dose, ich fotografiere ihn.
--- steuer 6 08:52
Ich liebe Ihre Buchführung. Das Foto reicht.

=== brass-delivery | Canopies: 14 pieces out of tolerance
metall: Piotr Wrona <p.wrona@wrona-metal.example>; gmail; sig=Piotr Wrona / Wrona Metal, Poznań
--- aylin 11 13:20 to=metall attach="canopy measures.csv"
Hello Piotr,

of the 60 canopies in the last delivery, 14 have a bore of 10.3 instead of 10.0 mm, so the cable clamp slips. The list is attached. Could you replace those?
--- metall 11 15:02
Hello Aylin,

you are right, the tool was worn. New ones are milled tonight, 20 instead of 14, shipped on {w+2}. Sorry, and thank you for the list, it makes it easy.
--- aylin 11 15:20
That is quick, thank you. We keep the 14 for the scrap price of brass, deal?
--- aylin 5 09:00
They came and they fit. Exemplary, thank you.

=== landlord-heating | Heizungswartung im Hof | lang=de
verwalter: Hausverwaltung Kessler <info@hv-kessler.example>; webmail; de; charset=ISO-8859-1
--- verwalter 10 13:05
Sehr geehrte Frau Lindner, die Heizungswartung findet am {d+6} zwischen 8 und 12 Uhr statt. Bitte sorgen Sie für Zugang zum Heizraum.
--- marta 10 13:30
Guten Tag, Zugang ist da. Der Heizraum ist zurzeit auch Holzlager, bitte vorher kurz klingeln, dann räumen wir eine Gasse frei.

=== web-agency | Shop update next week
pixel: Robin Achterberg <robin@achterberg-web.example>; gmail; nl; sig=Robin / Achterberg Web
--- pixel 6 14:02
Hi Jonas, I'd like to update the shop on {d+4} at 6 in the morning. 20 minutes offline. Also fixed: VAT field accepts spaces now, cookie banner no longer hides the order button (sorry!).
--- jonas 6 14:25
Hi Robin, fine with us, nobody buys lamps at six. Could the voucher field learn to ignore dashes too?
--- pixel 5 10:40
Dashes ignored. Anything else people type wrong? :)
--- jonas 5 10:55
They write to us to reserve tables. But that one we keep.

=== insurance-renewal | Betriebsversicherung: Anpassung | lang=de
versich: Dieter Kampmann <kampmann@badische-gewerbe.example>; outlook; de; sig=Dieter Kampmann / Badische Gewerbeversicherung
--- versich 22 09:15 attach="Vertrag.pdf"
Sehr geehrte Frau Lindner,

die Versicherungssumme sollte an Ihre neue Drehbank angepasst werden. Der Jahresbeitrag steigt um 61 €. Anbei der Nachtrag zur Unterschrift.
--- marta 21 08:05 attach="Vertrag unterschrieben.pdf"
Guten Morgen Herr Kampmann, unterschrieben zurück. Sie dürfen die Drehbank gern einmal besuchen.

=== apprentice-school | Berufsschule: Zeugnis und Termin | lang=de
schule: Monika Haas <m.haas@gewerbeschule-freiburg.example>; plain; de; charset=ISO-8859-15
--- schule 33 12:20
Sehr geehrte Frau Demir,

Ihr Auszubildender Emre hat die Zwischenprüfung mit 1,4 bestanden. Zum Elternabend am {d+8} laden wir auch die Betriebe herzlich ein.

Mit freundlichen Grüßen
Monika Haas
--- aylin 33 13:00
Liebe Frau Haas, wir haben es an die Tür gehängt (er hat es wieder abgehängt). Zum Elternabend komme ich gern.

=== tools-sharpening | Sharpening 12 turning tools
schleif: Nils Petersen <werkstatt@scharfwerk.example>; ios
--- jonas 41 10:00 to=schleif
Hi Nils, twelve gouges are on their way to you, the usual angles (see labels). Is next Friday realistic?
--- schleif 41 12:12
Thursday even. But tell Aylin to stop opening paint tins with the 13 mm one
--- jonas 41 12:15
She says it was like that when she found it.

=== board-list | Stückliste Los 17, Nussbaum und Eiche | lang=de
bernd: Bernd Faller <b.faller@saegewerk-faller.example>; outlook; de; charset=ISO-8859-1; sig=Bernd Faller / Sägewerk Faller
--- bernd 13 16:20
Servus Aylin,

hier die ganze Liste von Los 17, frisch aus der Trockenkammer (9 bis 10 %). Mein Enkel hat sie eingetippt, Fehler bitte bei ihm reklamieren. Was du bis {w+5} markierst, stelle ich dir zurück.

Nummer   Stärke   Länge x Breite   Inhalt   Güte
${boards}

Macht zusammen gut 20 Kubikmeter. Anschauen kostet nichts, nur meistens doch.

Gruß
--- aylin 12 09:15 quote=none
Servus Bernd,

Respekt an den Enkel. Ich nehme N17-004, -008, -012 und alles in 80 mm ab 40 cm Breite, den Rest schaue ich mir {w+2} an. Bring ihm ein Eis mit, auf unsere Rechnung.
`
