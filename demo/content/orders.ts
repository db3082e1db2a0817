/** Orders and quotes from private customers and small places, in English. */
export const orders = `
=== nordlys-pendants | Two more walnut pendants for the bar | inbox
mira: Mira Halvorsen <mira@nordlys-cafe.example>; apple; sig=Mira Halvorsen / Nordlys Café, Bergen
--- mira 6 09:12
Hello Jonas,

The three walnut pendants you made for us last year get asked about almost every evening. We are adding a second bar next month and would like two more, same walnut, same 32 cm shade.

Two questions. Can you match the oil finish after a year of evening sun? And would they make it to Bergen before {d+18}? That is the day the electrician is booked.

Best,
--- jonas 6 10:05
Hello Mira,

That is lovely to hear. Yes to both, with one caveat: walnut lightens a little in the sun, so the new shades will look a touch darker for the first two or three months. After that you will not be able to tell them apart.

Two pendants with 32 cm shade are 389 € each, packed and shipped to Bergen 62 €. If you confirm by {w+2}, they leave here on {d+13} and reach you two or three days later.
--- mira 6 13:47
Perfect, please go ahead. Same canopy in brushed brass, please, and 180 cm of cable this time. The new ceiling is higher.

Invoice to the same address as last time.
--- aylin 6 15:31 attach="Order 2291.pdf"
Hello Mira,

I have cut the blanks from the same board as your first three, there was just enough left. The confirmation is attached. I will send you a photo when they are oiled.
--- mira today 0.62 unread
That made my morning, thank you. A photo would be great, we are also choosing the wall colour this week and want to hold it next to the wood.

One more thing: our electrician asks if the canopy can take a 3-core cable with a fabric sleeve (textile, 6 mm). Can you check?

=== dining-table-lamp | Lamp over a 2.60 m dining table
ruth: Ruth Abernathy <ruth.abernathy@fellside.example>; gmail
--- ruth 9 19:40
Dear Lindenhof,

We have a dining table of 2.60 m and a rather low ceiling (2.35 m). My husband wants one large lamp, I would prefer two small ones. You can settle this, we will do what you say!

Oak, in any case.

Ruth Abernathy
--- marta 8 08:52
Dear Ruth,

I will try not to get between you two, but with 2.35 m I would side with you. One large shade hangs in everybody's view, two small ones at 60 cm above the table light all eight places evenly. Our Linde 24 in oak would be right: 24 cm wide, 298 € each.

If you send me a photo of the table I can draw both versions into it. Then your husband gets a fair trial.
--- ruth 8 12:15 attach="our dining room.jpg"
What a good idea. Here it is, please ignore the laundry.
--- marta 7 09:20 attach="two small lamps.jpg, one large lamp.jpg"
I like your dining room very much, laundry included. Two drawings attached. The distance between the lamps should be 110 cm, and both should hang on the same circuit so that one switch does.
--- ruth 7 20:03
He looked at it for a long time and then said "hm, two". I consider this a victory. We would like to order two Linde 24 in oak with a black textile cable.

Shipping to Kendal please:
4 Fellside, Kendal LA9
--- jonas 6 09:31 attach="Invoice 2026-1187.pdf"
Dear Ruth,

Congratulations on the verdict. Your order is in: two Linde 24, oak, black cable. The invoice is attached, we start as soon as it is paid and need about three weeks. You get the tracking number from me.
--- ruth 4 10:26
Paid this morning. Looking forward to it!

=== cable-length | Longer cable possible?
ben: Ben Whitlock <ben@whitlock.example>; ios
--- ben 3 07:58
Hi, I'd like to order the Ast table lamp but the socket is on the other side of the room. Can I get it with 4 m of cable instead of 2? What does it cost?
Ben
--- jonas 3 08:21
Hi Ben,

Sure. Two extra metres are 15 €, the switch stays 60 cm from the foot unless you want it elsewhere. Just write "4 m cable" into the comment of your order and I will adjust the invoice.
--- ben 3 08:25
Brilliant, done. Switch where it is is fine

=== wedding-lamp | A wedding present with a date in it
clara: Clara Oyelaran <clara.oyelaran@postwise.example>; gmail
--- clara 13 14:05
Hello,

two friends of ours are getting married and a group of nine would like to give them one of your walnut pendants. Would it be possible to engrave something small inside the shade, where only they know it is? We are thinking of the date and their initials, A & T.

They marry in six weeks, and it would be lovely to have it by then.

Many thanks,
Clara
--- aylin 13 15:30
Hello Clara,

What a nice present. Yes: we have a small engraving iron, and the inner edge of the shade is a good place, about 6 mm high. It is warm, brown, and invisible from outside. No extra charge for weddings.

Please send me the exact text with the dots and spaces as you want them. Six weeks is enough.
--- clara 12 09:48
A & T, then a line, then the date like this: 3 . X
(They are both mathematicians. They will know.)
--- aylin 12 10:10 attach="engraving sample.jpg"
I burned it into a test piece first, see the photo. A little bigger or good like this?
--- clara 12 10:14
Oh, it is perfect. Exactly like this please.
--- jonas 11 08:40 attach="Invoice 2026-1171.pdf"
Hello Clara, here is the invoice. Tell me if you prefer nine separate ones, it would not be the first time.
--- clara 11 08:55
Ha! One is fine, I collect.
--- jonas 11 09:12
Then one it is. You hear from me when A & T are on their way.
--- jonas 2 16:20
Hello Clara, A & T left us this afternoon, well padded. Parcelo 4471 9920 3316, it should be with you on {w+2}. The envelope with the invoice is NOT in the box, so you can hand it over as it is.
--- clara 1 09:05
You thought of everything. I will send you a photo from the wedding!

=== flat-in-porto | Three wall lights for a narrow hall
ines: Inês Carvalho <ines.carvalho@correio.example>; gmail
--- ines 24 17:22
Dear all,

I found you through a friend in Lyon. Our hall is 90 cm wide and very long, so wall lights must be flat. How deep is the Span exactly, and how warm is the light?
--- jonas 23 09:01
Dear Inês,

The Span stands 9 cm off the wall, so you will pass it without touching. The LED inside is 2700 K, dimmable with any trailing-edge dimmer, and can be replaced without tools.

For a long hall I would put one every 2.2 m, a bit above eye level, 170 cm to the centre.
--- ines 23 11:36 attach="hall plan.pdf"
Thank you! The plan is attached, the hall is 7.40 m. Three or four?
--- jonas 23 13:10 attach="Quote 2026-402.pdf"
Three. At 7.40 m four would stand too close to the doors, I marked the positions: 1.20 m, 3.70 m and 6.20 m from the entrance.

Quote for three Span in walnut including shipping to Porto attached, valid for six weeks.
--- ines 21 08:48
We accept the quote. Please use the address on it.
--- jonas 21 09:15
Wonderful, thank you. They will be ready around {d+15}.

=== bench-in-the-rain | Can the bench stand outside?
owen: Owen Pryce <owen@pryce-joinery.example>; thunderbird; sig=Owen Pryce / Pryce Joinery, Hay-on-Wye
--- owen 17 11:12
Hello Lindenhof,

before I buy the Hof bench for a client: will it live under a porch roof, not in the rain itself but in damp Welsh air? I'd do it in larch myself, but she wants yours.
--- aylin 17 13:02
Hello Owen,

from one workshop to another: oiled oak under a roof is fine, it will go silver-grey within two years and may bleed a little tannin on light stone in the first winter. Put the feet on small brass discs (we enclose four) and give it oil every spring.

In larch it would last just as long and look rustier. I understand both of you.
--- owen 17 13:40
Good honest answer. I'll tell her grey is the new brown. Order follows via the shop.

=== returned-lamp | Return of order 2207
dana: Dana Kowalczyk <dana.k@mailroost.example>; gmail
--- dana 15 20:15
Hello,

the lamp is beautiful but simply too big for our kitchen, I measured wrong. Can I still send it back? It is 12 days old and was never hung.
--- jonas 14 08:22
Hello Dana,

of course, you have 30 days. Use the box it came in, the label is attached. As soon as it is back and unharmed you get the full amount.

If you like the lamp and only the size is wrong: the 24 is identical, just smaller, and we swap without any cost.
--- dana 14 12:37
Oh, then I would rather swap! I did not know it exists in small.
--- jonas 14 13:05
Very good. Send the big one when it suits you, the 24 in ash leaves here next week. You get 91 € back.
--- dana 6 18:52
It hangs. It is perfect. My daughter says it looks like an acorn.

=== dimmer-buzz | Buzzing dimmer
theo: Theo Lindgren-Marsh <theo@lindgrenmarsh.example>; gmail
--- theo 11 16:08
Hi there, since we hung the three Linde lamps the dimmer hums when turned down below a third. The electrician blames the lamps, of course. What should I tell him?
Theo
--- jonas 11 16:35
Hi Theo,

it is almost always an old leading-edge dimmer made for halogen. Ask him which type it is. With a trailing-edge one (marked with a C or "LED") the hum goes away, costs about 45 €. If it still hums I take the lamps back, promise.
--- theo 5 19:21
It was an R,L type from 1998. New one is in, total silence. He sends his apologies to the lamps.

=== school-library | Twelve lamps for a school library
helen: Helen Strand <h.strand@oakfield-school.example>; outlook; sig=Helen Strand / Bursar, Oakfield School
--- helen 34 10:40
Dear Sir or Madam,

Our library is being refurbished over the holidays and the architect has suggested your pendant lamps above the reading tables. We would need twelve. Before I take this to the governors I need:

1. a price for twelve, delivered
2. the fire rating of the shade
3. how long spare parts are available

Kind regards,
--- marta 34 15:11 attach="Quote 2026-377.pdf, Data sheet Linde.pdf"
Dear Mrs Strand,

Thank you for considering us. In the same order:

1. Twelve Linde 32 in ash: 3,990 € net delivered, quote attached.
2. The shade is solid wood, treated to B-s1,d0. The certificate is on page 2 of the data sheet.
3. As long as the workshop exists, and in any case ten years. Every part can be changed with a screwdriver.

If it helps the governors: we will gladly send one lamp on loan.
--- helen 30 09:20
Dear Mrs Lindner,

A lamp on loan would certainly help. Could it be here before {d+8}?
--- jonas 30 10:02
Dear Mrs Strand, it leaves us today and will be with you on {w+3}.
--- helen 22 16:45
The governors approved it unanimously, which has not happened since 2014. Please take this as our order for twelve, the one on loan included. PO number 0-8841.

May I ask that delivery takes place in the school holidays, between 8 and 3? The caretaker is called Mr Bassi.
--- marta 21 09:10 attach="Order 2263.pdf"
Dear Mrs Strand, we are as proud as the lamps. Confirmation attached, Mr Bassi and the hours are noted with the carrier.
--- helen 3 11:30
Dear Mrs Lindner, the lamps arrived in good order and Mr Bassi has hung the first four. The children say it looks like a forest. Thank you all.
--- marta 3 14:18
That is the best sentence we have had this year. If you ever have a photo for our website (without children, of course), we would be very glad.

=== glass-shade | Linde with a glass shade?
piet: Piet Hanssens <piet.hanssens@lokaalpost.example>; gmail
--- piet 45 13:00
Do you also make the Linde with a glass shade? We have wood everywhere already :)
--- marta 45 16:25
Hello Piet,

not yet, but we are trying something with a glass blower in Meisenthal. The first ones may be ready in the spring. Shall I put you on the list of people who get to see them first?
--- piet 45 16:40
Yes please!!

=== engraving-question | Logo on a table lamp
zoe: Zoë Marchetti <zoe@brightcorner.example>; apple; sig=Zoë Marchetti / Bright Corner, co-working
--- zoe 52 10:18 attach="bright-corner-logo.png"
Hello! We'd love 14 Ast table lamps for our new floor, with our logo burned into the foot. Is that something you do, and does it get cheaper with 14? Logo attached.
--- aylin 52 14:44
Hello Zoë,

we do. The thin lines of the logo would run together in the wood, could you send a version with at least 0.8 mm? Vector if you have it. 14 lamps are 189 € instead of 214 € each, the engraving is 60 € once for the stamp.
--- zoe 51 09:30 attach="logo-thick-lines.zip"
Here it is in a fatter version, all formats. Go for it!
--- aylin 51 11:02
Much better. The stamp takes a week, I will send a photo of the first foot before we do the other thirteen.
--- aylin 43 15:47 inline="first foot.jpg"
First foot, freshly burned and oiled. If you say yes I carry on.
--- zoe 43 15:55
YES

=== moving-house | Our lamps are moving with us
henrik: Henrik Aas <henrik.aas@fjellpost.example>; apple
--- henrik 70 08:15
Good morning,

we bought two of your pendants in 2019 and are moving. The new ceiling is 60 cm higher. Do we need new lamps (my wife hopes so) or just longer cables (I hope so)?

Henrik Aas, Tromsø
--- jonas 70 09:05
Good morning Henrik,

good news for you: longer cables, 2 x 18 € and ten minutes with a screwdriver. I can send them today.

In case your wife reads along: the new oak version is very handsome.
--- henrik 70 09:31
Please send two cables. I will deny having seen the last sentence.

=== photos-thank-you | It hangs!
lena: Lena Brandvold <lena@brandvold.example>; gmail
--- lena 28 18:33 inline="kitchen evening.jpg"
Hello Aylin,

I just wanted you to see it. The kitchen has never looked like this at seven in the evening. Thank you for the patience with my five changes of mind.

Lena
--- aylin 27 08:12
Hello Lena,

printed and pinned to the wall above the lathe. (It was six changes, but who counts.)

=== invoice-address | Wrong company name on the invoice
marc: Marc Delvaux <m.delvaux@delvaux-partners.example>; outlook; sig=Marc Delvaux / Delvaux & Partners, Luxembourg
--- marc 10 09:50
Hello,

invoice 2026-1160 is made out to me personally. Our accountant needs it on Delvaux & Partners S.à r.l., VAT LU 24881234. Could you correct this?

Best regards,
--- jonas 10 10:12 attach="Invoice 2026-1160-B.pdf"
Hello Marc,

done, the corrected one is attached and replaces the first. Since it is now business to business within the EU there is no VAT on it, so you pay 14.40 € less per lamp. Not a bad typo.
--- marc 10 10:30
Perfect, thank you for the quick reply.

=== price-list | Current price list?
sam: Samira Haddad <samira@haddad-interiors.example>; gmail; sig=Samira Haddad / Haddad Interiors
--- sam 2 15:48
Hi Marta, could you send me the current price list? Mine is from last year and a client is asking about Eck side tables.
--- marta 1 08:17 attach="Price list.pdf, prices.csv"
Hi Samira, here it is, also as a table for your software. The Eck went up by 20 €, everything else stayed. Your usual 15 % applies.
--- sam 1 08:40
You're the best, thanks!

=== lost-parcel | Parcel not arrived
gwen: Gwen Tierney <gwen.tierney@larkmail.example>; webmail
--- gwen 4 08:02
Hello, my order 2284 should have come on Tuesday. The tracking page says "delivered to neighbour" but we have no neighbours, we live on a farm. What now?
--- jonas 4 08:19
Hello Gwen,

that is annoying, sorry. I have just opened a search with the carrier, they have 48 hours. Could you look in the barn, the milk box and anywhere a creative driver might leave a parcel? It is 50 x 50 x 40 cm and marked FRAGILE in red.

If it does not turn up by {w+2} we make you a new one, you lose nothing but time.
--- gwen 3 17:25
FOUND. It was in the horse box. The horse is innocent. Lamp is fine, thank you so much for your help!!
--- jonas 2 08:05
I am relieved for you and the horse. Search closed.
`
