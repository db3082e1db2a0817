/** What visitors sent through the shop's contact forms. */
export const forms = `
=== form-malmo | Delivery to Malmö
johan: Johan Lindqvist <johan.lindqvist@skanepost.example>; gmail
--- form:wpforms today 0.8 unread
Name: Johan Lindqvist
Email: johan.lindqvist@skanepost.example
How did you find us?: A friend
Message:
Hello, do you deliver to Malmö? We need 4 Linde pendants in oak for a small wine bar, and if possible a bench for the window. The opening is in five weeks, which I know is tight.

=== form-studio | Photo studio
maya: Maya Ferreira <maya@studio-ferreira.example>; gmail
--- form:cf7 today 0.45 unread
Your Name: Maya Ferreira
Email: maya@studio-ferreira.example
Phone: +49 151 5550 1733
Subject: Colour rendering of your LED?
Message:
Hi, I run a small photo studio and would love your lamps over the make-up table. Which CRI do your bulbs have, and are they flicker-free at 1/200 s? Thanks!

=== form-loft | Custom lamp for a loft
kofi: Kofi Mensah <kofi.mensah@lofthaus.example>; gmail
--- form:gravity 1 09:40
Your name: Kofi Mensah
Email: kofi.mensah@lofthaus.example
What should we make?: Pendant lamp, extra large
Width in cm: 80
Wood: Smoked oak
Budget: 1,500 to 2,000 €
Tell us more:
The ceiling is 5.20 m and everything we have tried looks like a lost button up there. Can you turn a shade of 80 cm? In one piece?
--- aylin 1 11:15
Hello Kofi,

in one piece the lathe ends at 52 cm, and a tree would have to be very kind to us. We would build 80 cm from twelve staves, like a barrel, and turn it afterwards. You see the joints if you look for them; most people end up liking them.

Within your budget: yes. Shall I draw it?
--- kofi 1 12:50 attach="loft.jpg"
Like a barrel sounds fantastic. Yes please, draw it! I attach a photo of the room.

=== form-anfrage-kanzlei | Kontaktformular | lang=de
--- form:php 1 14:25
Name: Sebastian Rautenberg
E-Mail: s.rautenberg@rautenberg-steuer.example
Telefon: 0761 555 2040
Nachricht:
Guten Tag, wir möchten unseren Besprechungsraum (6 x 4 m) neu beleuchten. Tisch 3,20 m. Haben Sie für so etwas eine Lösung in Eiche? Rückruf gern nachmittags. Grüße S. Rautenberg
--- marta 1 15:02
Guten Tag Herr Rautenberg,

danke für Ihre Anfrage. Bei 3,20 m Tisch wären drei Linde 24 in einer Reihe richtig. Ich rufe Sie heute um vier an, dann sprechen wir auch über die Höhe.

=== form-repair-shade | Crack in the shade
isla: Isla McKenna <isla@mckenna-house.example>; ios
--- form:elementor 2 18:55
Name: Isla McKenna
Email: isla@mckenna-house.example
Message:
Hi, our Linde 32 (bought 2021) has a hairline crack in the shade after we installed underfloor heating. Is this covered by the guarantee? It still looks nice but I worry that it gets longer.
--- jonas 1 08:25
Hi Isla,

don't worry, it is only the surface drying out, and yes, it is covered. Two possibilities: you send it to us and Aylin closes the crack with a small butterfly key (visible, rather pretty, ten days), or you get a new shade.
--- isla 1 08:41
A butterfly please!! I'll post it tomorrow.

=== form-showroom | Showroom visit on Saturday | lang=de
--- form:jotform 2 10:12
Name: Familie Bergmann
E-mail: bergmann5@familienpost.example
Preferred day: Saturday morning
Number of people: 5 (3 children)
Anything we should know?:
Wir bauen gerade und würden gern die Bänke und Tische in echt sehen. Die Kinder fassen vermutlich alles an.
--- jonas 2 10:40
Liebe Familie Bergmann,

Samstag um zehn passt gut. Anfassen ist ausdrücklich erwünscht, für die Kinder gibt es eine Kiste mit Kugeln und Klötzen. Bis dann!

=== form-trade-paris | Trade enquiry
--- form:formspree 3 09:14
Name: Amandine Roche
Email: amandine@roche-interieurs.example
Company: Roche Intérieurs, Paris
Message:
Hello, I am an interior designer and would like to open a trade account. I have two projects coming up (a wine shop and a flat in the 11th). Do you send samples to Paris?
--- marta 3 11:48 attach="Terms for dealers.docx, Price list.pdf"
Dear Amandine,

welcome. Terms and prices attached, your account is open from this minute (15 % on everything, samples free). Which woods shall I put in the box?

=== form-spam-like | Question about wood origin
--- form:netlify 4 20:33
Name: Tobi
Email: tobi.e@waldmail.example
Message: where does your walnut come from? european or american?
--- aylin 3 09:02
Hi Tobi,

European, from the Kaiserstuhl and the Alsace, mostly old farm trees that had to go. We know the farm for nearly every board. American walnut is darker and more even; we like the unevenness.

=== form-commission | Commission enquiry
harriet: Harriet Quill <harriet@quillandco.example>; apple; sig=Harriet Quill
--- form:squarespace 4 13:37
Name: Harriet Quill
Email: harriet@quillandco.example
Project: Reading room, private members' library
Timeline: Spring
Message: We are looking for a maker for 16 reading lamps with an adjustable arm, in walnut and brass. We have seen your Ast and wondered whether it could learn to bend.
--- marta 3 10:20 attach="jointed desk lamp.jpg"
Dear Harriet,

what a charming way to put it. The Ast can learn: Aylin made a jointed version for her own desk two years ago, we just never sold it. I attach a photo; please tell me whether the direction is right before we talk about numbers.
--- harriet 2 14:44
The direction is very right. What would sixteen of them cost, roughly? The committee meets soon and likes a number, even a wobbly one.
--- marta 2 16:05
A wobbly number: between 310 and 340 € each. It will stand firmly once I know the length of the arm.

=== form-gift | Gift wrapping
priyanka: Priyanka Nair <priyanka.nair@homeletter.example>; ios
--- form:shopify 5 16:22
Name: Priyanka Nair
Email: priyanka.nair@homeletter.example
Body:
Hi! Is it possible to have order 2288 gift wrapped and sent to my sister directly, without the invoice? Her birthday is in 8 days.
--- jonas 5 16:50
Hi Priyanka,

yes to all three. Brown paper, a green ribbon and a card with your words. What should it say?
--- priyanka 5 17:05
"So you finally stop reading in the dark. P." Thank you!!

=== form-outdoor | Wall light outdoors? | lang=de
--- form:cf7 6 12:11
Your Name: Dietmar Seidel
Email: dietmar.seidel@gartenpost.example
Phone:
Subject: Span als Außenleuchte
Message:
Kann man die Span auch außen neben der Haustür anbringen? Es gibt ein kleines Vordach. Danke, D. Seidel
--- jonas 6 13:30
Guten Tag Herr Seidel,

leider nein, die Span hat IP20, und Wasser findet jeden Weg. Eine Außenleuchte ist seit Langem unser Wunsch, aber die Messingdichtung überzeugt uns noch nicht. Ich sage Ihnen gern Bescheid, wenn es so weit ist.

=== form-kita | Leuchten für Kita-Neubau | lang=de
melanie: Melanie Hofstätter <hofstaetter@kita-sonnenhang.example>; outlook; de; charset=ISO-8859-1; sig=Melanie Hofstätter / Leitung Kita Sonnenhang
--- form:php 8 10:50
Name: Melanie Hofstätter
E-Mail: hofstaetter@kita-sonnenhang.example
Telefon: 07623 555 118
Nachricht:
Hallo, wir bauen eine neue Kita (4 Gruppen) und möchten statt Rasterleuchten etwas Warmes. Der Träger verlangt ballwurfsicher. Geht das mit Holz?
--- aylin 8 13:44
Hallo Frau Hofstätter,

mit einem Stahlseil statt nur am Kabel und einem Netz aus Jute im Schirm: ja. Geprüft ist das nicht als Norm, aber wir haben es mit vier Kindern und einem Fußball getestet, eine Stunde lang. Ein Prüfzeugnis könnten wir für Ihr Projekt machen lassen, das dauert sechs Wochen.
--- melanie 7 09:15
Eine Stunde mit vier Kindern ist strenger als jede Norm. Bitte beides: Angebot über 24 Stück und das Prüfzeugnis.
--- marta 7 11:20 attach="Angebot 2026-420.pdf"
Liebe Frau Hofstätter, das Angebot ist da, das Zeugnis ist angestoßen. Für Kitas rechnen wir 20 % weniger, das machen wir immer so.

=== form-b2b-coffee | Coffee roastery, 3 locations
jasper: Jasper de Wit <jasper@roosterij-dewit.example>; gmail; nl
--- form:gravity 9 08:33
Your name: Jasper de Wit
Email: jasper@roosterij-dewit.example
What should we make?: Wall lights
Width in cm: 30
Wood: Oak
Budget: open
Tell us more:
Three roasteries, about 40 wall lights over two years. Looking for a partner rather than a catalogue. Are you too busy for this?
--- marta 9 10:05
Dear Jasper,

busy yes, too busy no. A partner is what we would like to be. Could we see one of the places? I am in Utrecht in two weeks anyway.
--- jasper 9 10:40
Great, come to the one on the canal. Coffee's on us, obviously.

=== form-size | Size of the Linde 24
--- form:wpforms 10 21:17
Name: Nils
Email: nils.arnesen@fjellpost.example
How did you find us?: Search engine
Message:
What is the height of the Linde 24 including the brass cap?
--- jonas 9 08:10
Hi Nils, 21.5 cm with the cap, 17 without. Best, Jonas

=== form-press | Press picture
--- form:squarespace 11 15:09
Name: Odile Garnier
Email: odile@lumiere-mag.example
Project: Article
Timeline: This week
Message: We would like to show your bench in our next issue. Do you have a picture in print quality, 300 dpi, on a neutral background?
--- marta 11 15:41 attach="press pictures.zip"
Dear Odile, three pictures attached, all free to use with "Photo: Lindenhof Workshop". If you need another angle, we still have the grey paper hanging.

=== form-student | Thesis on wooden lamps
yuki: Yuki Brandl <yuki.brandl@hfg-campus.example>; thunderbird
--- form:netlify 12 23:48
Name: Yuki Brandl
Email: yuki.brandl@hfg-campus.example
Message: I'm writing my bachelor thesis about repairable products. Could I ask you five questions by mail? It takes 15 minutes. I know you get this a lot.
--- marta 11 09:30
Dear Yuki, we get it surprisingly rarely. Send them over, I will answer in one go.
--- yuki 10 13:22 attach="questions.docx"
Thank you so much! Here they are. No hurry at all, my deadline is in two months.
--- marta 9 10:03 attach="answers.docx"
Here you are. Number four made us change something in the packaging, so we owe you. May we read the thesis when it is done?

=== form-floor-lamp | Floor lamp again? | lang=de
--- form:elementor 13 11:26
Name: Wolfgang Ritter
Email: w.ritter@ritterpost.example
Message:
Guten Tag, warum gibt es die Stehleuchte nicht mehr im Programm? Ich hätte gern eine.
--- marta 13 12:40
Guten Tag Herr Ritter,

weil uns der Fuß nie schwer genug war. Seit letzter Woche ist er es: im Frühjahr kommt sie wieder, mit einem Fuß aus Gusseisen. Ich schreibe Ihnen, bevor sie im Shop steht.

=== form-hotel-bergamo | Wall lights for 9 rooms
chiara: Chiara Bonetti <direzione@locanda-bonetti.example>; gmail; it; sig=Chiara Bonetti / Locanda Bonetti, Bergamo
--- form:formspree 15 17:55
Name: Chiara Bonetti
Email: direzione@locanda-bonetti.example
Company: Locanda Bonetti, Bergamo
Message:
Good evening, we need 18 wall lights in ash for our rooms, with a reading arm if possible. Please tell me price and time. We close in the winter for eight weeks, that is when we can drill.
--- jonas 14 09:40 attach="Quote 2026-409.pdf"
Dear Chiara,

18 Span in ash with the small reading arm: 168 € each, ready in seven weeks, so exactly inside your closing time. The quote is attached; drilling templates in paper are included, they save you the pencil marks.
--- chiara 11 15:30
Thank you, we confirm. Templates are a very good idea, our walls are old and angry.
--- jonas 11 16:05 attach="Order 2279.pdf"
Confirmed! For angry walls I add longer screws.

=== form-allergy | Oil and allergies
rebecca: Rebecca Lowe <rebecca.lowe@greenletter.example>; ios
--- form:cf7 18 09:05
Your Name: Rebecca Lowe
Email: rebecca.lowe@greenletter.example
Phone:
Subject: Nut allergy
Message:
My son has a severe nut allergy. Is walnut WOOD a problem? And is there nut oil in your finish? Sorry if this is a silly question.
--- aylin 18 09:38
Dear Rebecca,

not silly at all. The proteins that cause the allergy are in the nut, hardly in the wood, and our finish is linseed and carnauba, no nut oil. Still: the sanding dust can irritate. To be entirely on the safe side choose ash or oak; we would turn it on a day without walnut.
--- rebecca 18 10:12
I am a bit moved that you thought of the day. Oak it is!

=== form-wrong-shop | Looking for the restaurant Lindenhof | lang=de
klauspeter: Klaus-Peter Marx <kp.marx@rentnerpost.example>; webmail; de; charset=ISO-8859-1
--- form:shopify 20 12:47
Name: Klaus-Peter Marx
Email: kp.marx@rentnerpost.example
Body:
Guten Tag, wir möchten für Sonntag einen Tisch für 8 Personen reservieren, wenn möglich auf der Terrasse.
--- jonas 20 13:05
Guten Tag Herr Marx,

einen Tisch für acht Personen könnten wir Ihnen bauen, aber decken müssten Sie ihn selbst: Wir sind die Werkstatt. Den Gasthof Lindenhof erreichen Sie im Nachbarort. Guten Appetit!
--- klauspeter 20 13:40
Hahaha. Sehr gut. Dann essen wir dort und schauen danach bei Ihnen vorbei.

=== form-bulk-lamps | 60 lamps for co-living
dragana: Dragana Petrović <dragana@commonroof.example>; gmail
--- form:gravity 26 11:19
Your name: Dragana Petrović
Email: dragana@commonroof.example
What should we make?: Table lamp
Width in cm: standard
Wood: Ash
Budget: 9,000 €
Tell us more:
60 rooms, one lamp each, people move in and out, lamps will be mistreated. Which of yours survives students?
--- marta 26 14:30
Dear Dragana,

the Ast, with a steel plate in the foot and no switch on the lamp, just on the cable. One of them has been standing in the workshop canteen since 2012; it has been in the soup twice.

60 pieces come to 148 € each.
--- dragana 25 10:02
Soup-proof convinced the board. We order 60. Delivery in two lots please.

=== form-light-temp | Warm or neutral?
--- form:wpforms 33 19:02
Name: Annelie
Email: annelie.berg@norrskenpost.example
How did you find us?: Magazine
Message:
Hej! Can the LED in the Ast be changed to a colder one for working? Or is it fixed inside?
--- jonas 32 08:20
Hej Annelie, it is a normal E27 bulb, so yes. For working take 4000 K, and keep ours for the evening.

=== form-theatre | Theatre foyer | lang=de
--- form:formspree 44 10:27
Name: Matthias Zeller
Email: technik@stadttheater-zeller.example
Company: Stadttheater
Message:
Für unser Foyer suchen wir eine Leuchte mit etwa 2 m Durchmesser, die man auf die Bühne mitnehmen kann. Kein Witz.
--- marta 44 13:15
Lieber Herr Zeller,

wir haben kurz gelacht und dann gerechnet: ein Ring aus acht Segmenten, gesteckt, 31 kg. Zwei Leute, zehn Minuten. Sollen wir es ernst meinen?
--- marta 36 09:00
Lieber Herr Zeller, ich frage noch einmal nach: Aylin hat inzwischen ein Segment gebaut, weil sie nicht anders konnte. Es steht zum Anschauen bereit.

=== form-dog | Our dog ate the cable
--- form:netlify 58 07:44
Name: Eva and Rudi (dog)
Email: eva.hollmann@hundepost.example
Message: Rudi has eaten 30 cm of the textile cable. Rudi is fine. The lamp is not. Can we buy a new cable, possibly in a flavour he dislikes?
--- jonas 58 08:30
Dear Eva, dear Rudi,

a new cable is on its way, it comes in black, sand and moss. We have no experience with the flavours; the workshop dog recommends sand. No charge, because the mail was read out loud at breakfast.

=== form-insurance | Insurance valuation
patricia: Patricia Sandoval <p.sandoval@casaletra.example>; gmail; es
--- form:elementor 75 14:18
Name: Patricia Sandoval
Email: p.sandoval@casaletra.example
Message:
We had a fire (everyone is well). The insurance needs a written value of the three lamps we bought from you in 2020. Could you provide it?
--- jonas 75 15:22 attach="Valuation.pdf"
Dear Patricia,

how good that everyone is well. The letter is attached with the replacement value at today's prices. If they argue, please let them call us.
--- patricia 66 10:10
They paid without a word. We will order the same three again as soon as we have a ceiling.

=== form-classroom | Lamp workshop for children
thea: Thea Engström <thea.engstrom@byskola.example>; apple; sv
--- form:jotform 90 16:40
Name: Thea Engström
E-mail: thea.engstrom@byskola.example
Preferred day: any Thursday
Number of people: 14
Anything we should know?:
We are a village school and would like to build simple lamps with the children. Would you host us for a morning?
--- aylin 89 09:25
Dear Thea,

with pleasure. Fourteen children, seven lathes worth of noise, one morning. I prepare the parts so that everyone takes a lamp home. {d+15} at nine?
--- thea 89 12:05
The children made a countdown. See you then!
`
