/** Newsletters and automatic notices. */
export const circulars = `
=== news-woodweek | The week in wood: walnut prices ease
woodweek: Wood Week <letter@woodweek.example>; sig=Wood Week is written every Sunday for 14,000 people who work with wood. / Wood Week Media, 8 Quay Street, Galway
--- woodweek today 0.1 unread notice=newsletter
# Walnut prices ease after a long summer

![Stacked walnut boards in a shed](boards-1200.jpg)

For the first time in eighteen months, European walnut has become cheaper: saw logs fell by six per cent, mostly because two large furniture makers switched to oak. Small buyers feel little of it yet, but traders say that it is worth asking again.

[Read the full report](/prices/walnut)

# Three benches that made us stop

A bench from offcuts in Porto, a folding one from Helsinki, and one in a railway station that has been sat on since 1911.

![A long bench in a station hall](bench-station.jpg)

[See the benches](/stories/benches)

# Also this week

- A planer that hears knots before it hits them
- Why ash is back, and for how long
- Reader question: is it worth re-oiling in winter?

=== news-lichtbrief | Lichtbrief: Wie hell ist gemütlich?
lichtbrief: Lichtbrief <post@lichtbrief.example>; de; sig=Der Lichtbrief erscheint alle zwei Wochen. / Verlag Lichtbrief, Hohe Straße 4, Leipzig
--- lichtbrief 3 06:10 notice=newsletter
# Wie hell ist gemütlich?

![Abendlicht über einem Tisch](abendlicht.jpg)

150 Lux über dem Tisch, 40 dahinter: Das ist das Ergebnis einer Studie mit 212 Wohnzimmern. Überraschend ist nicht die Zahl, sondern wie genau die Menschen sie treffen, wenn man ihnen einen Dimmer in die Hand gibt.

[Zur Studie](/studie-wohnzimmer)

# Termin

Der Tag der offenen Werkstatt findet im Frühjahr statt. Anmeldungen sind ab sofort möglich.

[Werkstatt anmelden](/offene-werkstatt)

=== news-woodweek-2 | The week in wood: a saw that apologises
woodweek: Wood Week <letter@woodweek.example>; sig=Wood Week is written every Sunday for 14,000 people who work with wood. / Wood Week Media, 8 Quay Street, Galway
--- woodweek 6 06:05 notice=newsletter
# A saw that apologises

![A table saw with a brake](saw-brake.jpg)

A table saw from Denmark stops within three milliseconds when it feels skin, and then displays the word "sorry". We tried it with a sausage, as one does.

[Watch the sausage](/tests/saw)

# Reader question

Can you mix hard wax oil from two makers? Short answer: you can, once.

=== news-shopnotes | Shop notes: five small things that sell lamps
shopnotes: Shop Notes <notes@kassette-shop.example>; sig=You get this because you use Kassette for your shop. / Kassette GmbH, Torstraße 99, Berlin
--- shopnotes 9 09:00 notice=newsletter
# Five small things that sell lamps

We looked at 300 shops that sell lighting. What the successful ones have in common is not the price:

- They show the lamp switched on AND off
- They show a hand next to it
- They name the height above the table
- They answer questions within three hours
- They say what happens when it breaks

[Read more](/notes/lighting)

=== news-fair | Exhibitor news: move-in times and Wi-Fi
fairnews: Nordic Interiors Fair <news@nordicinteriors-fair.example>; sig=Nordic Interiors Fair, exhibitor service / Mässvägen 1, Älvsjö
--- fairnews 12 10:30 notice=newsletter
# Move-in times are online

Your hall opens for move-in two days before the fair at 7:00. Please book a slot for your vehicle; without a slot there is no gate.

[Book a slot](/exhibitors/slots)

# Wi-Fi

The free network is meant for visitors. If you take payments by card, order a cable connection.

=== news-repair | Repair Society letter
repair: The Repair Society <letter@repairsociety.example>; sig=The Repair Society is a charity. / 12 Mill Lane, Totnes
--- repair 17 08:00 notice=newsletter
# 4,211 things that still work

![A kettle on a workbench](kettle.jpg)

That is how many objects our members repaired last quarter. The oldest: a sewing machine of 1902. The most common: kettles. The most loved: a one-eyed bear called Trevor.

[Find a repair evening](/evenings)

=== news-lichtbrief-2 | Lichtbrief: Das Ende der Halogenlampe
lichtbrief: Lichtbrief <post@lichtbrief.example>; de; sig=Der Lichtbrief erscheint alle zwei Wochen. / Verlag Lichtbrief, Hohe Straße 4, Leipzig
--- lichtbrief 23 06:10 notice=newsletter
# Das Ende der Halogenlampe

![Eine alte Glühlampe](halogen.jpg)

Jetzt ist auch die letzte Ausnahme gefallen. Was das für ältere Leuchten bedeutet, und welche Fassungen man getrost behalten kann.

[Weiterlesen](/halogen)

=== news-woodweek-3 | The week in wood: who owns the old pear trees?
woodweek: Wood Week <letter@woodweek.example>; sig=Wood Week is written every Sunday for 14,000 people who work with wood. / Wood Week Media, 8 Quay Street, Galway
--- woodweek 38 06:05 notice=newsletter
# Who owns the old pear trees?

![Pear trees along a road](pears.jpg)

Along the roads of Lower Austria stand 40,000 perry pears. Nobody wants to pick them, everybody wants the wood. A visit to three villages that found an answer.

[Read the story](/stories/pears)

=== receipt-payout | Payout of 2,914.20 EUR is on its way
paylane: Paylane <notice@paylane.example>; sig=Paylane Payments / You receive this notice for every payout.
--- paylane today 0.3 notice=receipt
# Your payout is on its way

Payout | 2,914.20 EUR
Payments | 9
Fees | 41.07 EUR
Account | ending in 3318
Expected | in 2 working days

[View payout](/payouts/po-118843)

=== receipt-payout-2 | Payout of 4,120.75 EUR is on its way
paylane: Paylane <notice@paylane.example>; sig=Paylane Payments / You receive this notice for every payout.
--- paylane 5 07:30 notice=receipt
# Your payout is on its way

Payout | 4,120.75 EUR
Payments | 14
Fees | 58.80 EUR
Account | ending in 3318
Expected | in 2 working days

[View payout](/payouts/po-118617)

=== receipt-order | New order 2298
kassette: Kassette Shop <orders@kassette-shop.example>; sig=Kassette GmbH, Torstraße 99, Berlin
--- kassette 1 11:52 notice=receipt
# New order 2298

Customer | Ida Holm, Odense
1 x Linde 24, oak | 298.00 EUR
1 x Care oil, 50 ml | 4.50 EUR
Shipping | 19.00 EUR
Total | 321.50 EUR

[Open order](/admin/orders/2298)

=== receipt-order-2 | New order 2299
kassette: Kassette Shop <orders@kassette-shop.example>; sig=Kassette GmbH, Torstraße 99, Berlin
--- kassette 1 17:26 notice=receipt
# New order 2299

Customer | Simon Achard, Nantes
2 x Span, walnut | 352.00 EUR
Shipping | 24.00 EUR
Total | 376.00 EUR

[Open order](/admin/orders/2299)

=== receipt-order-3 | New order 2294
kassette: Kassette Shop <orders@kassette-shop.example>; sig=Kassette GmbH, Torstraße 99, Berlin
--- kassette 5 20:11 notice=receipt
# New order 2294

Customer | Marit Dale, Trondheim
1 x Hof bench, oak, 160 cm | 890.00 EUR
Shipping | 140.00 EUR
Total | 1,030.00 EUR

[Open order](/admin/orders/2294)

=== receipt-pickup | Pickup confirmed: 6 parcels
pickup: Parcelo <no-reply@parcelo.example>; sig=Parcelo, please do not answer this message. / Questions: see our help pages
--- pickup 2 12:00 notice=receipt
# Your pickup is confirmed

Date | tomorrow, 14:00 to 17:00
Parcels | 6
Address | Mühlgasse 12, 79312 Lindenhof
Reference | PU-55810-2

[Change pickup](/pickups/PU-55810-2)

=== receipt-domain | Your domain renews in 30 days
hoster: Kiesel Hosting <billing@kiesel-hosting.example>; sig=Kiesel Hosting / This message was sent automatically.
--- hoster 14 03:15 notice=receipt
# lindenhof.example renews soon

Domain | lindenhof.example
Renews | in 30 days
Price | 14.28 EUR for one year

You do not have to do anything. If the card on file is still valid, we charge it on the day of renewal.

[Manage domain](/domains/lindenhof)

=== receipt-backup | Backup report: all good
hosterb: Kiesel Hosting <robot@kiesel-hosting.example>; sig=Kiesel Hosting / This message was sent automatically.
--- hosterb 8 02:40 notice=receipt
# Weekly backup finished

Site | www.lindenhof.example
Files | 18,442
Size | 3.1 GB
Errors | 0

[View report](/backups)

=== receipt-review | You have a new review (5 stars)
sterne: Wohnsterne <noreply@wohnsterne.example>; de; sig=Wohnsterne, Bewertungen für Werkstätten
--- sterne 11 18:00 notice=receipt
# A new review for Lindenhof Workshop

Stars | 5 of 5
From | Matti K.

"Ordered a lamp, got a lamp, a handwritten note and the feeling of knowing who made it. The cable was 20 cm too short because of my own mistake, they sent a longer one the same day."

[Answer the review](/reviews/88120)
`
