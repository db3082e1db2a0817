/** Tickets: short mails to the support address. */
export const support = `
=== support-invoice-link | Can't download my invoice | to=support
priya: Priya Raman <priya@ramanfoods.example>; gmail
--- priya today 0.55
Hi, the link in your e-mail says it has expired. I tried twice, on two computers.
--- help today 0.58
Hi Priya, sorry about that. Links stay valid for 14 days. You find every invoice under Account, then Orders. Can you see it there?
--- priya today 0.9 unread
It isn't listed there. The page is empty.

=== support-tracking | Where is my order? | to=support
tomasz: Tomasz Nowak <tomasz.nowak@warszawa-post.example>; ios; pl
--- tomasz today 0.15
Good morning, order 2295, ordered two weeks ago. Any news?
--- help today 0.22
Good morning Tomasz, it left us yesterday at four. Parcelo 4471 9920 3871, you should have it on {w+2}.
--- tomasz today 0.24
Great, thank you for quick answer

=== support-flicker | Lamp flickers after power cut | to=support
kenji: Kenji Watanabe <kenji.watanabe@sumida-mail.example>; gmail; +0900
--- kenji 1 06:40
Hello, since the power cut last night my Ast lamp flickers for about one minute when I switch it on. After that it is fine. Is it dangerous?
--- help 1 08:05
Hello Kenji, not dangerous. The surge has probably hurt the bulb's driver, the lamp itself has no electronics. Please try any other E27 bulb, and tell me if it stays calm.
--- kenji 1 08:31
With another bulb there is no flicker.
--- help 1 08:40
Then it is the bulb. A new one is on its way to you, free of charge, it is within the two years.

=== support-password | I can't log in to the shop | to=support
lou: Lou Abernethy <lou.abernethy@penmail.example>; webmail
--- lou 1 15:20
The shop says "unknown address" but I have an account since 2022!
--- help 1 15:31
Hi Lou, I see an account under lou@abernethy-prints.example. Could that be the one?
--- lou 1 15:36
Oh. Yes. That is my work address. Thank you and sorry.
--- help 1 15:40
No need to be sorry. Shall I move the account to your private address?

=== support-bulb-type | Which bulb does the Span need? | to=support
marek: Marek Dvořák <marek.dvorak@moravia-post.example>; thunderbird
--- marek 2 11:02
Hello, the bulb of my Span is broken after six years. Which one fits? There is no text on it any more.
--- help 2 11:15
Hello Marek, six years is a good age. It is a G9, 2.6 W, 2700 K, dimmable. You get it everywhere; if you want ours, we can send one for 9 €.
--- marek 2 11:40
I will buy it here, thank you for the fast help.

=== support-missing-screw | Screw missing in the box | to=support
alva: Alva Sjöberg <alva.sjoberg@tallpost.example>; ios; sv
--- alva 3 17:45 attach="box.jpg"
Hi! One of the four screws for the bench is missing. Can I use one from the hardware store?
--- help 2 08:12
Hi Alva, I'm sorry, that must not happen. You could (M8 x 40, stainless), but ours are blackened. Two new ones are in the letterbox today, so you have one in reserve.
--- alva 2 08:20
Super service, thanks!

=== support-oil-smell | Smell of oil | to=support
greta: Greta Thoma <greta.thoma@almpost.example>; gmail; de
--- greta 4 09:33
Hello, the new table smells quite strongly of oil. Is that normal? We have a baby.
--- help 4 09:50
Hello Greta, it is normal for the first two weeks and harmless: linseed oil and wax, nothing else. It goes faster with an open window and warmth. If it disturbs you we take the table back for a month and let it air here.
--- greta 4 10:15
No no, good to know, we'll open the window. Thank you!

=== support-cancel | Please cancel my order | to=support
rhys: Rhys Morgan <rhys.morgan@cymrupost.example>; gmail
--- rhys 5 12:01
Hi, I ordered the wrong size an hour ago (2297). Can you cancel it please? I'll order again.
--- help 5 12:09
Hi Rhys, cancelled, the money goes back today. If you just want the other size I can change it instead, then you keep your place in the queue.
--- rhys 5 12:12
Even better, Linde 24 please.
--- help 5 12:20
Done. You get 91 € back and a new confirmation in a minute.

=== support-lamp-wobbles | Table lamp wobbles | to=support
dorothea: Dorothea Falk <d.falk@falkenpost.example>; thunderbird; de; charset=ISO-8859-1
--- dorothea 7 14:22
Hello, my new Ast wobbles a little on the table. The table is level, I checked.
--- help 7 14:40
Hello Ms Falk, then the felt under the foot may sit a bit crooked. Please press it flat with your thumb all around. If it still wobbles, I send you a label for the way back.
--- dorothea 7 15:05
It was the felt. Now it stands like a rock.

=== support-vat | VAT number at checkout | to=support
edgar: Edgar Rasmussen <edgar@rasmussen-lys.example>; outlook; sig=Edgar Rasmussen / Rasmussen Lys ApS
--- edgar 8 10:11
The checkout does not accept our VAT number DK 38 22 19 04. Error "format".
--- help 8 10:26
Hello Edgar, please leave out the spaces: DK38221904. I have asked our shop people to make the field less pedantic.
--- edgar 8 10:31
Works. Thanks.

=== support-newsletter | Two newsletters at once | to=support
celia: Célia Moreau <celia.moreau@rivemail.example>; gmail; fr
--- celia 10 08:12
Hello, I get your newsletter twice, once per address. Could you remove celia.m@rivemail.example? One is lovely, two is a lot :)
--- help 10 08:20
Hello Célia, removed. One per month from now on, promised.

=== support-broken-glass | Glass arrived broken | to=support
victor: Victor Almeida <victor.almeida@tejopost.example>; ios; pt
--- victor 12 13:10 attach="broken glass damage.jpg"
The glass cover of the wall light arrived in pieces :( photo attached. The box looked fine.
--- help 12 13:22
Oh no. Victor, a new one goes out today with more paper around it. Please put the pieces into the bin, we don't need them back. Careful with your fingers!
--- victor 8 18:04
New one arrived, whole. Obrigado!

=== support-dimmable | Is the new bulb dimmable? | to=support
nora: Nora Eide <nora.eide@fjordbrev.example>; gmail
--- nora 14 19:12
Quick one: is the bulb that comes with the Linde dimmable?
--- help 13 08:01
Hi Nora, yes, down to about 5 %, with a trailing-edge dimmer.

=== support-ceiling-hook | No hook in the ceiling | to=support
yannis: Yannis Karras <yannis.karras@aigaion.example>; gmail
--- yannis 16 16:30
Hi, my ceiling has no hook, only two wires coming out of concrete. What do I need?
--- help 16 16:48
Hi Yannis, a 6 mm hole, the plug and hook from the little bag in the box, and someone who switches off the fuse first. The canopy hides everything up to 11 cm.
--- yannis 16 17:20
There was a bag in the box!! I threw it away with the paper.
--- help 16 17:24
It happens about once a week. A new bag is in the post.

=== support-two-orders | Can you ship two orders together? | to=support
fenna: Fenna Visser <fenna.visser@polderpost.example>; gmail; nl
--- fenna 19 11:40
I have two orders (2261 and 2268). Can you ship them together, better for the planet and my doorbell?
--- help 19 11:52
Hi Fenna, gladly. They leave together on {w+3}, and you get 12 € shipping back.

=== support-address-change | New address | to=support
imre: Imre Halász <imre.halasz@dunapost.example>; gmail
--- imre 27 09:30
I moved! Please send order 2242 to: Bartók Béla út 41, 1114 Budapest.
--- help 27 09:41
Congratulations on the new place, Imre. Address changed, you got us just before the label printer did.

=== support-warranty | Guarantee after 5 years? | to=support
aoife: Aoife Brennan <aoife.brennan@liffeymail.example>; gmail
--- aoife 35 20:20
Hi, the fabric cable of my lamp has frayed near the switch. It's five years old so I suppose the guarantee is over?
--- help 34 08:09
Hi Aoife, on paper yes. But a cable must not fray, so please send the lamp, we put in a new one and check the rest. You only pay the postage to us.
--- aoife 34 08:45
This is why I tell everyone about you.

=== support-gift-card | Voucher code does not work | to=support
sunniva: Sunniva Dahl <sunniva.dahl@nordbrev.example>; ios
--- sunniva 50 12:33
My voucher LH-70-WOOD says "invalid". It is a present from my children, so please don't tell me it's fake :)
--- help 50 12:47
Dear Sunniva, it is as real as the wood it is burned into. The shop wants it without dashes: LH70WOOD. Enjoy choosing!

=== support-cookie | Cookie banner covers the button | to=support
radek: Radek Malý <radek.maly@vltavamail.example>; plain
--- radek 62 10:58
On my phone (small one) the cookie banner covers the Order button and cannot be scrolled. I almost gave up.
--- help 62 11:20
Thank you, Radek, this cost us more orders than we want to know. Fixed since five minutes ago. Your shipping is on us this time.
`
