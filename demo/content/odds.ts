/** Bounces, invitations, unwanted mail, and threads of an unusual shape. */
export const odds = `
=== bounce-typo | Your lamp is ready for collection
typo: Matti Korhonen <matti.korhonen@kuusipotsi.example>; gmail
--- jonas 7 10:20 to=typo
Hello Matti,

your Ast is ready and looks wonderful. You can collect it any weekday between 9 and 5, the coffee machine is working again.
--- bounce 7 10:20

=== bounce-closed | Care instructions for your bench
closed: Office <office@alpine-suites.example>; outlook
--- aylin 25 15:45 to=closed attach="Care instructions.pdf"
Hello,

as promised, the care instructions for the two benches. Once a year is enough.
--- bounce 25 15:46 host

=== bounce-fixed | Photos of your table
oskar: Oskar Brunner <oskar.brunner@bergpost.example>; apple; de
wrong: Oskar Brunner <oskar.bruner@bergpost.example>; apple; de
--- aylin 4 14:30 to=wrong attach="table oak.jpg"
Hello Oskar, here is the first photo of your table, before the oil.
--- bounce 4 14:30
--- aylin 4 14:41 to=oskar re=1 quote=none attach="table oak.jpg"
Hello Oskar, second try, with both n in your name. Here is the first photo of your table, before the oil.
--- oskar 4 16:55 re=3
It happens to everyone :) It looks fantastic. Please don't oil it too dark!

=== call-agency | Call about the new product pages
robin: Robin Achterberg <robin@achterberg-web.example>; gmail; nl; sig=Robin / Achterberg Web
--- robin 2 09:40 invite="3 14:00 45 Product pages: text and photos | Video call, link follows"
Hi Marta, invitation attached for our call. Could you bring the three product texts that you like best?
--- marta 2 10:15
Hi Robin, accepted. I bring three and Aylin brings the one that nobody understands.

=== forward-electrician | Fwd: Wiring of the cluster
eik: Eik Nørgaard <eik@norgaard-arkitekter.example>; apple; sig=Eik Nørgaard / Nørgaard Arkitekter, Aarhus
--- eik 1 15:05 quote=none attach="wiring drawing.pdf"
Dear Aylin, a question from our electrician, can you answer him through me? I only understand every second word.

Begin forwarded message:

From: Palle Juhl <palle@juhl-el.example>
Subject: Wiring of the cluster
To: Eik Nørgaard <eik@norgaard-arkitekter.example>

Hi Eik,
do the nine lamps come as one circuit, or can I split them 3+3+3 so that you can switch them one after another? And is there a strain relief in the canopy or do I bring one?
Palle
--- aylin 1 16:12
Dear Eik, for Palle: 3+3+3 is how I would do it too, there are three terminals in the canopy, marked 1 to 3. Strain relief is built in, one for each cable. He only brings his ladder.

=== inline-answers | Questions about the bar counter lamps
kaja: Kaja Solberg <kaja@solbergbar.example>; thunderbird
--- kaja 5 13:40
Hi Jonas,

three things before we order:

1. Can the lamps hang at 45 cm above the counter?
2. Do you have a bulb that does not show every fingerprint?
3. When do we have to decide?

Kaja
--- jonas 5 14:20 quote=none
Hi Kaja,

> 1. Can the lamps hang at 45 cm above the counter?

Yes, but tall guests will meet them. 55 is safer.

> 2. Do you have a bulb that does not show every fingerprint?

The matt one. Wipe it once a week with a dry cloth.

> 3. When do we have to decide?

By {d+7} for delivery this month.
--- kaja 3 10:12 quote=none
> 55 is safer.

Convinced, 55 it is.

> By {d+5} for delivery this month.

Then: five Linde 24 in walnut, please. Done in one go!

=== long-story | The history of a lamp
walter: Walter Engelbrecht <walter.engelbrecht@chronikpost.example>; plain
--- walter 12 16:00
Dear Mrs Lindner,

you asked me at the market how I came by the lamp, and I answered "that is a long story", which was rude, because you seemed to have time. So here it is.

In the autumn of 1962 my father worked on the railway line that was then being built past your village. The men lived in wagons, six to a wagon, and there was one bulb on a wire. My father, who could not read in that light and could not sleep without reading, walked down to the village on his free afternoon to look for a lamp. He found your grandfather in his yard, turning bowls. There were no lamps. Your grandfather had never made one.

My father, who was a stubborn man, took one of the bowls, turned it upside down and said: this is a lamp. Your grandfather, who from what I hear was also a stubborn man, said: this is a bowl. They argued for an hour. In the end your grandfather drilled a hole into it, "so that you see that it is a bowl with a hole", and gave it to him for nothing.

It hung in the wagon for two winters. The other five men began to read as well, first the newspaper, then my father's books. One of them later became a teacher, and he always said that it was because of the bowl.

When the line was finished my father brought the money for the lamp, eleven marks, and your grandfather would not take it. But in the yard there hung, my father told us, twelve bowls upside down from a beam, each with a hole in it. "They are still bowls," said your grandfather.

My father read under that lamp until he was ninety-one. It now hangs above my own chair. The wood has gone almost black, there is a crack that he closed with beeswax, and on the inside you can still feel, if you run your finger along it, the ring where the bowl was meant to have its foot.

I do not want to sell it, I do not want it repaired, and I do not need a new one. I only thought that somebody in your workshop should know that the first lamp was an argument, and that both of them won it.

With kind regards,
Walter Engelbrecht

P.S. If you ever hang bowls in your yard, please send me a photograph.
--- marta 11 19:25
Dear Mr Engelbrecht,

I read your letter aloud in the workshop today. Aylin had to go and look for something in the wood store, and Jonas suddenly had dust in his eye, which in fairness can happen here.

We knew about the bowls. We did not know about the hour.

There are now twelve bowls hanging from the beam in the yard. The photograph follows as soon as the sun is where it should be. And if you will allow it, we would like to print your letter and hang it beside the lathe.
--- marta 9 12:05 inline="bowls in the yard.jpg"
Here they are. They are still bowls.
--- walter 8 10:30
Dear Mrs Lindner, you may hang up the letter. I have put your photograph under the lamp, where my father's book used to lie.

=== junk-seo | Your website is not on page one | junk
seo: Growth Team <growth@rank-rocket.example>; gmail
--- seo 2 03:33
Hi Lindenhof.example owner, we noticed 17 critical errors on your website that cost you customers every day. Reply YES for a free audit. This offer ends tonight.

=== junk-invoice | Outstanding payment - final notice | junk
fake: Accounts Dept <accounts@invoice-portal.example>; outlook
--- fake 5 04:12
Dear customer, your invoice is overdue. Open the attached document to avoid legal action.

=== junk-parcel | Ihr Paket wartet | junk
paket: Paketdienst <info@paket-hinweis.example>; webmail; de
--- paket 3 05:50
Ihre Sendung konnte nicht zugestellt werden. Bitte zahlen Sie 1,99 EUR Zollgebühr, um die Zustellung freizugeben.

=== trash-lunch | Lunch order | trash
bistro: Bistro am Markt <bestellung@bistro-am-markt.example>; webmail; de
--- bistro 6 10:45
Heute: Linsensuppe 6,50, Quiche 7,20. Bestellung bitte bis 11:15. Guten Appetit!

=== draft-open-day | Open day at the workshop
friends: Friends of the workshop <friends@lindenhof.example>; plain
--- marta 2 18:22 draft to=friends
Dear friends of the workshop,

on the second Saturday of next month we open the doors from ten to four. Aylin turns, Jonas makes waffles, and for once nobody has to order anything.

(still missing: parking, the thing with the bowls, a photo)

=== neighbour-noise | The planer on Saturday | lang=de
nachbar: Hedwig Rombach <hedwig.rombach@dorfpost.example>; webmail; de; charset=ISO-8859-1
--- nachbar 4 18:05
Liebe Frau Lindner, könnten Sie am Samstag mit dem Hobel erst nach elf anfangen? Wir feiern Goldene Hochzeit und das Ständchen ist um zehn.
--- marta 4 18:20
Liebe Frau Rombach, herzlichen Glückwunsch! Der Hobel schweigt den ganzen Tag, und Jonas bringt Ihnen etwas vorbei, das sich aufhängen lässt.

=== club-invite | Rotary lunch talk
gordon: Gordon Weiss <gordon.weiss@mittagsclub.example>; outlook; sig=Gordon Weiss / Programme, Lunch Club Freiburg
--- gordon 14 11:05
Dear Mrs Lindner, would you speak to our lunch club about keeping a craft alive? 20 minutes, about 30 people, the food is decent.
--- marta 13 09:15
Dear Mr Weiss, with pleasure, if I may bring something to pass around. 30 people who talk while sanding are the best audience there is.
--- gordon 13 10:40
Sanding before dessert it is. Shall we say {d+15}, half past twelve?
--- marta 13 11:00
Agreed. I bring 30 spoons and no slides.

=== thank-you-card | Thank you from class 4b
lehrerin: Frau Seiler, Klasse 4b <seiler@grundschule-lindenhof.example>; gmail; de
--- lehrerin 23 13:30 inline="lamps of class 4b.png"
Liebe Werkstatt, alle 22 Lampen leuchten, zwei davon sogar ohne Draht (Fantasie). Die Kinder haben für euch gesungen, das passt leider nicht in den Anhang. Danke!
--- aylin 23 14:10
Liebe 4b, wir haben euch bis hierher gehört. Die zwei ohne Draht sind uns die liebsten.

=== stolen-bike | Camera in the yard?
polizei: Polizeiposten Lindenhof <posten@polizei-lindenhof.example>; outlook; de
--- polizei 31 10:10
Guten Tag, in der Nacht auf gestern wurde in der Mühlgasse ein Lastenrad entwendet. Haben Sie im Hof eine Kamera?
--- jonas 31 10:25
Guten Tag, leider nein, nur einen Hund, und der hat nichts gesagt. Gestern früh stand ein grünes Lastenrad hinter der Sägehalle von Faller, vielleicht ist es das.
--- polizei 30 08:15
Das war es. Der Hund ist rehabilitiert, vielen Dank.
`
