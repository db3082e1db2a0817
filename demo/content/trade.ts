/** Architects, hotels, dealers and magazines. */
export const trade = `
=== hotel-belvedere | Bedside lamps, Hotel Belvedere, 18 rooms | inbox
sofia: Sofia Marques <sofia.marques@belvedere-hotel.example>; outlook; sig=Sofia Marques / Operations, Hotel Belvedere / +351 210 555 018
nuno: Nuno Faria <nuno.faria@atelier-faria.example>; apple; sig=Nuno Faria, architect / Atelier Faria
--- sofia 32 11:05 cc=nuno
Dear Lindenhof team,

We are renovating 18 rooms and our architect Nuno Faria (in copy) would like to use your Ast table lamp on both sides of the bed, so 36 pieces, in walnut instead of ash.

Could you let us have a price, the lead time, and whether the switch can sit on the cable within reach of a lying guest?

Kind regards,
--- marta 32 16:20 cc=nuno attach="Quote 2026-381.pdf"
Dear Sofia, dear Nuno,

Thank you, that is a beautiful project. The quote for 36 Ast in walnut is attached: 196 € each at that number, eight weeks from order.

The switch on the cable is possible at any place. Most hotels choose 40 cm from the foot; it then lies just behind the edge of the bedside table. For hotels we also put a 4 W lamp inside that guests cannot unscrew without a key.
--- nuno 31 10:12 cc=sofia attach="Room type B plan.pdf"
Dear Marta,

thank you. Attached the plan of room type B. The niche beside the bed is only 26 cm wide, your lamp has 24. Tight. Could the shade be 20?
--- aylin 31 12:44 cc=sofia
Dear Nuno, yes, I can turn a 20 cm shade from the same profile, it even looks better at that height. The price does not change. I will make one and send it to you.
--- nuno 19 17:30 cc=sofia inline="lamp in the niche.jpg"
It arrived and it is in the niche. See the picture, please forgive the plaster. Sofia, for me this is it.
--- sofia 18 09:14 cc=nuno
For me too. Please proceed with 36 pieces at 20 cm. I need two partial deliveries, 20 pieces first for floors 1 and 2.
--- marta 18 10:02 cc=nuno attach="Order 2270.pdf"
Dear both, wonderful. The order is confirmed, 20 pieces around {d+25}, 16 pieces two weeks later.
--- sofia today 0.35 unread cc=nuno
Dear Marta,

good news and a question. The works are faster than planned, floor 1 will be painted next week already. Is there any chance to get the first 10 lamps earlier? We would send a van.

And could the invoice be split by floor? Our owner likes it tidy.

Kind regards,

=== architect-stair | Pendant cluster for a stairwell
eik: Eik Nørgaard <eik@norgaard-arkitekter.example>; apple; sig=Eik Nørgaard / Nørgaard Arkitekter, Aarhus
liv: Liv Bang <liv@norgaard-arkitekter.example>; apple
--- eik 16 09:40 attach="Stair section drawing.pdf"
Dear Lindenhof,

we are planning a stairwell over four floors (section attached) with a cluster of nine pendants at different heights, longest cable 9 m. Do you make a common canopy for nine cables? And who calculates the weight on the ceiling hook?

Best,
--- aylin 16 14:25
Dear Eik,

nine is the largest we have done, so this fits. The canopy would be a turned disc, 48 cm, in the same wood or painted white. Nine Linde 24 weigh 12.6 kg with cables, the canopy 4.1 kg. We certify 60 kg on the hook. The calculation comes with the drawings, stamped.

How do you want to reach the lamps for cleaning? With 9 m cables I suggest a small winch in the canopy, otherwise your client will curse us both.
--- eik 15 08:55
A winch! I had not thought of it and neither had the engineer. Please quote with and without.
--- marta 13 11:30 attach="Quote 2026-411.pdf, Cluster drawing.pdf"
Dear Eik, both versions are in the quote, the winch adds 740 €. Aylin drew the cluster so that the lamps form a slow spiral; the heights are in the second file.
--- eik 12 15:10
The spiral is lovely. I am presenting it to the client on {w+3} and will come back to you.
--- eik 1 13:20 cc=liv
Dear Marta, dear Aylin,

the client said yes to the spiral and yes to the winch. Liv from our office (in copy) takes over the coordination. Can we talk next week?
--- marta 1 14:02 cc=liv
Dear Eik, dear Liv, this makes us very happy. {w+2} or {w+3} at ten? I will send an invitation as soon as you name the day.

=== dealer-terms | Becoming a dealer
katja: Katja Horvat <katja@svetlo-showroom.example>; gmail; sig=Katja Horvat / Svetlo showroom, Ljubljana
--- katja 48 12:00
Dear Marta,

we met briefly at the fair in Cologne (I was the one who sat down on your bench and did not get up). I would like to show your lamps in our showroom in Ljubljana. What are your terms for dealers?
--- marta 47 09:25 attach="Terms for dealers.docx, Price list.pdf"
Dear Katja,

of course I remember, you were the best advertisement of the day.

Our terms are simple and attached: 35 % off the list, no minimum after the first order, and the first order should have at least six lamps so that the family is complete. Show pieces 50 %.
--- katja 46 15:33
That is fair, thank you. I would start with: 2 Linde 32 walnut, 2 Linde 24 oak, 1 Ast, 1 Span, all as show pieces. And could you send a few wood samples? People here must touch everything.
--- jonas 46 16:48 attach="Order 2219.pdf"
Dear Katja, order confirmed, the samples go into the same box: walnut, oak, ash, each raw and oiled. No charge, touching is included.
--- katja 25 10:20 inline="window in ljubljana.jpg"
They are in the window since yesterday. Two people already knocked on the glass.
--- marta 25 11:00
What a sight. I have sent this to everybody in the workshop.

=== magazine-interview | Interview for "Werk & Licht"
carla: Carla Beneš <carla.benes@werkundlicht.example>; gmail; sig=Carla Beneš / Editor, Werk & Licht
--- carla 21 10:00
Dear Ms Lindner,

for our winter issue we portray five small workshops that repair what they sell. Would you have an hour for a conversation, and may our photographer come for half a day? He is quiet and brings his own coffee.
--- marta 21 15:35
Dear Ms Beneš,

gladly, and the quiet man may drink ours. {w+7} or the day after would be good, from nine. Please tell him that it is dusty, black is not a good idea.
--- carla 20 09:50 invite="6 09:00 240 Portrait Lindenhof Workshop, photographs and interview | Mühlgasse 12, Lindenhof"
Wonderful, I have just sent the invitation for {d+6}. Five questions in advance, so that nothing surprises you:

1. What was the first thing you repaired?
2. Which of your lamps would you not make again?
3. How do you decide what a repair may cost?
4. What do customers misunderstand about wood?
5. What will the workshop look like in ten years?
--- marta 20 18:12
Number two will keep me awake. See you then.
--- carla 9 11:15 attach="Werk und Licht draft.pdf"
Dear Ms Lindner, the draft for your eyes. Please only correct facts; the compliments are ours.
--- marta 9 15:44
Dear Ms Beneš,

two facts: my grandfather's name was Anton, not Alois, and the lathe is from 1961. Everything else is embarrassing and true. Thank you.
--- carla 8 09:58
Corrected. It appears on {d+14}, you get ten copies.

=== museum-shop | Miniature lamp for the museum shop
pauline: Pauline Aubert <p.aubert@musee-du-bois.example>; outlook; sig=Pauline Aubert / Boutique, Musée du Bois
--- pauline 60 15:15
Hello,

our museum shop is looking for an object between 40 and 60 € made by a workshop from the region. Would you make a small candle holder or something similar from offcuts? We would take 100 pieces to begin with.
--- aylin 59 10:40
Hello Pauline,

we have a box full of walnut offcuts and a bad conscience about it, so this comes at the right moment. I could turn a small lamp-shaped candle holder, 9 cm, three woods. I will make five samples, you choose.
--- pauline 41 14:00
Dear Aylin, the samples are enchanting. My colleagues fought over them. We take 100, mixed. What would the unit price be?
--- marta 41 16:10 attach="Quote 2026-355.pdf"
Dear Pauline, 27 € net each for 100 pieces, so you have room. They come unpacked in wood wool, with a small card about the tree.
--- pauline 40 09:05
Agreed! The card is a lovely idea.

=== film-set | Lamps for a film set, rental
gus: Gus Oduya <gus@northlightprops.example>; ios
--- gus 38 18:47
Hi! Props dept for a series shooting in Freiburg. We need 5 Linde 32 for 3 weeks, period is "tasteful now". Do you rent? Deposit no problem. Would need them friday :/
--- jonas 37 08:05
Hi Gus,

we do, for 25 % of the price plus a deposit of the same. Five are on the shelf. If you collect them on {w+1} before four you even get a coffee. What happens to them in the series?
--- gus 37 08:11
One gets shot at (blanks!). The rest witness a divorce
--- jonas 37 08:20
Then please put the witnesses further away from the gun. Contract is ready for you to sign when you come.
--- gus 17 10:09
All five back in the box, zero casualties. Van comes tomorrow. Thanks for being so easy!

=== warehouse-cert | Certificates for customs
amir: Amir Rahimi <amir.rahimi@gulfdesign.example>; outlook; +0400; sig=Amir Rahimi / Procurement, Gulf Design Trading LLC, Dubai
--- amir 14 07:30
Dear Sirs,

With reference to our order of 24 pcs Span wall light, customs require:

- Certificate of origin
- CE declaration of conformity
- HS code on the commercial invoice
- Fumigation statement for wooden packaging

Please provide at your earliest convenience, the forwarder is waiting.

Regards,
--- jonas 14 09:45 attach="Certificate of origin.pdf, Declaration of conformity.pdf, Invoice 2026-1168.pdf"
Dear Mr Rahimi,

all attached. The HS code is 9405 11. We pack in cardboard with paper, there is no wooden packaging, so no fumigation is needed; the statement is on page 2 of the invoice.
--- amir 13 06:55
Dear Mr Weber,

well received. Customs now ask for the certificate of origin with an original stamp (blue ink). Can you send by courier?
--- jonas 13 10:20
Dear Mr Rahimi, the stamp is blue, the courier has it, you will have it in three days.
--- amir 8 07:12
Cleared this morning. Thank you for your swift support.

=== restaurant-plan | Light above 22 tables
bruno: Bruno Castellani <bruno@osteria-castellani.example>; apple; sig=Bruno Castellani / Osteria Castellani
--- bruno 5 15:30 attach="Restaurant plan.pdf"
Ciao Marta,

we are opening a second place in the spring. 22 tables, vaulted ceiling, 3.80 m. I want each table to be an island, no light anywhere else. The plan is attached. Budget: please do not make me cry.
--- marta 4 10:18
Ciao Bruno,

islands it will be. With 3.80 m I would hang the small Linde 24 quite low, 62 cm above the table, so the shade hides the bulb from the neighbours. 22 pieces in oak are 5,460 € with your regular's discount. Dry eyes?

May I ask where the power comes from? On the plan I see outlets only along the walls.
--- bruno 4 11:40
Half dry. The electrician says he can do rails along the vault. But the rails must be invisible, please, I beg you, no black rails.
--- marta 4 13:05
Then we clamp a thin steel wire from wall to wall and let the cable run along it, as in old workshops. No rail at all. I will draw it for you by {w+3}.
--- bruno 4 13:09
THIS is why I write to you.
--- marta 1 17:20 attach="Wire and lamps drawing.pdf"
Ciao Bruno, here is the drawing. Rows of four or five lamps on one wire, nothing touches the vault. Your electrician will like it too.

=== office-repair | Repair of 8 lamps, Kanzlei Brandt
vera: Vera Brandt <v.brandt@brandt-recht.example>; outlook; sig=Vera Brandt / Brandt Rechtsanwälte
--- vera 29 10:10
Dear Ms Demir,

eight of the table lamps we bought from you in 2015 have loose joints, probably because everybody pulls at them during phone calls. Do you repair them, and can we do without them for less than a week?
--- aylin 29 11:35
Dear Ms Brandt,

we do. If you send four at a time, nobody sits in the dark: two weeks in all, each lamp away for five days. New joint, new oil: 38 € per lamp, and they will then survive phone calls of any kind.
--- vera 29 11:50
An elegant solution. The first four are on their way tomorrow.
--- aylin 12 14:30
Dear Ms Brandt, the second four went back to you today. One of them had a paper clip inside, we enclose it as evidence.
--- vera 12 15:02
Exhibit A is safe with us. Thank you!

=== fair-booth | Booth at the spring fair
tilda: Tilda Ekwall <tilda.ekwall@nordicinteriors-fair.example>; outlook; sig=Tilda Ekwall / Exhibitor services
--- tilda 7 13:10 attach="Hall plan.pdf, Booth order.docx"
Dear exhibitor,

thank you for your registration. Your booth is 4B-17 (12 m², corner). Please return the attached order for electricity, furniture and lanyards by {d+10}.

Kind regards,
--- jonas 6 11:42 attach="Booth order.docx"
Dear Tilda,

the filled-in order is attached. We need 2 kW instead of the standard 1, lamps being our trade, and no furniture (we bring our own, naturally). Could we have 4B-19 instead? It has a wall at the back to hang things on.
--- tilda 5 09:30
Dear Jonas, 4B-19 is yours, the wall carries 80 kg per metre. See you in spring!
`
