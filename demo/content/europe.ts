/** Customers who write in French, Spanish, Italian, Dutch, Polish, Swedish and Portuguese. */
export const europe = `
=== applique-lyon | Applique Span en noyer | lang=fr
camille: Camille Besson <camille.besson@courrier-rhone.example>; apple; fr
--- camille 1 16:50
Bonjour,

Nous hésitons entre deux et trois appliques Span pour notre chambre (mur de 3,80 m derrière le lit). Est-ce que la lumière éblouit quand on lit allongé ? Et livrez-vous à Lyon avant les fêtes ?

Merci d'avance et bonne soirée,
Camille Besson
--- marta 1 17:40 draft
Bonjour Camille,

deux suffisent si vous les placez à 60 cm du bord du lit. La Span éclaire le mur et non le visage, on peut donc lire allongé sans être ébloui.

Pour la livraison avant les fêtes, je vérifie demain avec Aylin

=== devis-galerie | Devis pour une galerie | lang=fr
etienne: Étienne Maurel <etienne@galerie-maurel.example>; outlook; fr; charset=ISO-8859-1; sig=Étienne Maurel / Galerie Maurel, Arles
--- etienne 11 10:20
Bonjour Madame,

Notre galerie cherche six tables basses pour présenter des céramiques, en chêne huilé, hauteur 30 cm. Pourriez-vous nous faire parvenir un devis, livraison à Arles comprise ?

Bien cordialement,
--- marta 11 14:05 attach="Devis 2026-414.pdf"
Bonjour Monsieur Maurel,

voici notre devis pour six tables en chêne, 420 € pièce, livraison comprise. Je vous conseille un plateau légèrement plus sombre que le sol, sinon les céramiques claires se perdent.

Je vous envoie volontiers deux échantillons.
--- etienne 10 09:15
Merci, conseil précieux. Les deux échantillons seraient parfaits, à l'adresse de la galerie. Nous sommes fermés le lundi.
--- marta 10 09:40
C'est parti ce matin, ils arriveront mercredi au plus tard.
--- etienne 4 17:48
Le plus sombre, sans hésiter. Vous pouvez lancer la fabrication. Quel délai devons-nous prévoir ?
--- marta 3 08:30
Merci de votre confiance ! Six semaines, séchage de l'huile compris. Je vous écrirai dès que la première sera montée.

=== facture-duplicata | Duplicata de facture | lang=fr
agathe: Agathe Lemoine <agathe.lemoine@poste-libre.example>; gmail; fr
--- agathe 23 11:30
Bonjour, j'ai perdu la facture de ma lampe Ast (commande de l'an dernier, au nom de Lemoine). Pouvez-vous me la renvoyer ? Merci !
--- jonas 23 11:48 attach="Facture 2025-0932.pdf"
Bonjour Madame, la voici. Bonne journée à vous et à la lampe !

=== lampara-madrid | Lámpara para cocina pequeña | lang=es
lucia: Lucía Herrero <lucia.herrero@correoabierto.example>; gmail; es
--- lucia 6 13:14
Hola:

Tengo una cocina muy pequeña (2 x 3 m) y me he enamorado de la Linde. ¿La de 24 cm sería demasiado grande sobre una mesa de 70? ¿Y enviáis a Madrid?

¡Gracias!
Lucía
--- marta 6 15:45
Hola Lucía:

24 cm sobre 70 cm es justo la medida ideal, un tercio de la mesa. Enviamos a Madrid en cuatro días, 24 €.

Un consejo: cuélgala 60 cm por encima de la mesa, así ilumina el plato y no los ojos.
--- lucia 5 10:02
¡Perfecto! La pido hoy mismo. Gracias por el consejo.

=== presupuesto-hotel | Presupuesto para 12 lámparas | lang=es
javier: Javier Ortuño <javier@casa-ortuno.example>; outlook; es; charset=ISO-8859-1; sig=Javier Ortuño / Casa Ortuño, hotel rural
--- javier 28 12:10
Buenos días:

Somos un hotel rural de seis habitaciones en la Alpujarra. Querríamos doce lámparas de mesilla, de madera clara. ¿Podrían enviarnos un presupuesto?

Un saludo,
--- jonas 28 15:30 attach="Presupuesto 2026-398.pdf"
Buenos días, Javier:

adjunto el presupuesto para doce Ast en fresno. El plazo es de cinco semanas. Si quieren, grabamos el número de la habitación en la base, sin coste.
--- javier 26 09:05
Lo del número nos encanta. Aceptamos el presupuesto.
--- jonas 26 09:20
¡Muchas gracias! Del 1 al 6, dos de cada uno, apuntado.

=== tavolo-milano | Tavolino Eck su misura | lang=it
giulia: Giulia Ferrante <giulia.ferrante@postamilano.example>; apple; it
--- giulia 13 18:20
Buonasera,

il tavolino Eck mi piace moltissimo ma avrei bisogno di 38 cm di larghezza invece di 45, per farlo stare tra il divano e la finestra. È possibile? Quanto costerebbe?

Cordiali saluti
Giulia Ferrante
--- aylin 12 09:50
Buongiorno Giulia,

certo, 38 cm si può fare senza sovrapprezzo, perché usiamo meno legno e un po' più di testa. Il prezzo resta 460 €, pronto in quattro settimane.

Mi dica solo se preferisce gli angoli vivi o smussati.
--- giulia 12 11:15
Smussati, ho due bambini! Procediamo. Grazie davvero.

=== lamp-utrecht | Lamp in de etalage | lang=nl
joost: Joost van der Meer <joost@lichtkamer-utrecht.example>; gmail; nl; sig=Joost van der Meer / De Lichtkamer, Utrecht
--- joost 8 16:05
Dag Marta,

de twee Lindes in de etalage zijn verkocht, allebei aan dezelfde mevrouw, die ook de haak wilde meenemen. Kan ik er drie nabestellen, noten, 32 cm?

Groet,
--- marta 7 08:44
Dag Joost, wat leuk! Drie noten Linde 32 staan klaar en gaan morgen mee. De haak doe ik er twee keer bij, voor de zekerheid.
--- joost 7 09:01
Haha, top. Tot in het voorjaar op de beurs!

=== gwarancja-stol | Reklamacja: pęknięcie w blacie | lang=pl
agnieszka: Agnieszka Zielińska <agnieszka.zielinska@wislapost.example>; thunderbird; pl; charset=ISO-8859-2
--- agnieszka 9 12:30 attach="pęknięcie surface.jpg"
Dzień dobry,

w blacie stolika, który kupiliśmy w zeszłym roku, pojawiło się małe pęknięcie (zdjęcie w załączniku). Czy obejmuje to gwarancja? Stolik stoi daleko od kaloryfera.

Pozdrawiam serdecznie
Agnieszka Zielińska
--- aylin 8 10:05
Dzień dobry Pani Agnieszko,

tak, oczywiście. Proszę nic nie szlifować. Mogę zaproponować dwa rozwiązania: wymianę blatu albo naprawę z małą wstawką z orzecha. W obu przypadkach wszystko jest bezpłatne.
--- agnieszka 8 13:40
Wstawka z orzecha brzmi pięknie. Jak mamy wysłać stolik?
--- jonas 8 14:15
Nasz kurier odbierze stolik z domu w {d+3}. Proszę tylko owinąć go kocem, karton przywiezie ze sobą.

=== lampy-krakow | Zamówienie do kawiarni | lang=pl
wojtek: Wojciech Lis <wojtek@kawiarnia-pod-lisem.example>; gmail; pl; charset=ISO-8859-2
--- wojtek 42 09:25
Dzień dobry, prowadzę kawiarnię w Krakowie i potrzebuję pięciu lamp Linde w jesionie. Czy wystawiają Państwo fakturę na firmę? Mam też nietypową prośbę: czy jedna może być trochę krzywa?
--- marta 42 11:10
Dzień dobry! Faktura to żaden problem. A krzywa lampa... mamy jedną, która wyszła nam krzywo w zeszłym tygodniu i którą wszyscy lubią. Jest Pana, z rabatem 20%.
--- wojtek 42 11:22
Biorę bez wahania!

=== bank-stockholm | Bänk till hallen
elsa: Elsa Nyström <elsa.nystrom@norrpost.example>; gmail; sv
--- elsa 1 15:40 unread
Hej!

Vi funderar på bänken Hof till vår hall i Stockholm. Finns den i 120 cm i stället för 160? Och går det att få den i björk, så att den passar till golvet?

Med vänlig hälsning
Elsa Nyström

=== reservdel-sverige | Reservdel till lampa | lang=sv
gunnar: Gunnar Åkesson <gunnar.akesson@vasterpost.example>; webmail; sv; charset=ISO-8859-1
--- gunnar 18 10:10
Hej, vår katt har dragit ner lampan och kåpan är spräckt. Går det att köpa bara en ny kåpa? Katten mår bra och skäms inte.
--- jonas 18 11:00
Hej Gunnar, det går fint. En ny kåpa i ek kostar 120 €, bajonettfattningen är densamma så du behöver inga verktyg. Hälsa katten.
--- gunnar 18 11:12
Utmärkt, skicka en! Katten hälsar inte tillbaka.

=== candeeiro-lisboa | Candeeiro com defeito | lang=pt
rita: Rita Sequeira <rita.sequeira@tejopost.example>; ios; pt
--- rita 16 10:35
Bom dia, o interruptor do meu candeeiro Ast deixou de funcionar ao fim de oito meses. O que posso fazer?
--- jonas 16 11:15
Bom dia, Rita! Lamento. Enviamos-lhe hoje um cabo novo com interruptor; troca-se sem ferramentas, basta desenroscar a base. Se preferir, trate-nos do envio e fazemos nós.
--- rita 9 18:02
Troquei em dois minutos. Funciona! Obrigada.

=== commande-annulee | Commande passée deux fois | lang=fr
theoph: Théophile Garcin <t.garcin@lettre-postale.example>; webmail; fr; charset=Windows-1252
--- theoph 30 14:12
Bonjour, j'ai cliqué deux fois et j'ai maintenant deux commandes (2238 et 2239). Une seule lampe suffit à mon bonheur. Pouvez-vous annuler la seconde ?
--- jonas 30 14:20
Bonjour Monsieur, c'est fait : la seconde est annulée et remboursée. Le bonheur reste entier.

=== leuchte-zuerich | Rechnung in Franken? | lang=de
urs: Urs Ammann <urs.ammann@alpenbrief.example>; apple; de
--- urs 20 09:10
Grüezi, kann ich die Rechnung auch in Franken bezahlen, und wer macht die Verzollung?
--- jonas 20 09:35
Grüezi Herr Ammann, gern: 372 CHF, das Konto steht auf der Rechnung. Die Verzollung übernehmen wir, es kommt nichts mehr dazu. Sie müssen nur noch die Tür aufmachen.
--- urs 20 10:02
Das schaffe ich. Merci vilmal.

=== mercatino-torino | Collaborazione con la nostra bottega | lang=it
paolo: Paolo Grasso <paolo@bottega-grasso.example>; outlook; it; charset=ISO-8859-1; sig=Paolo Grasso / Bottega Grasso, Torino
--- paolo 65 10:30
Buongiorno,

siamo una piccola bottega di ceramiche a Torino. Abbiamo visto le vostre lampade e pensato a una base in ceramica fatta da noi. Vi interesserebbe provare?
--- aylin 64 09:05
Buongiorno Paolo,

l'idea ci piace molto! Mi mandi due basi grezze, del diametro massimo di 16 cm, e io torno i paralumi. Poi ci guardiamo negli occhi e decidiamo.
--- paolo 50 15:20
Le basi sono partite oggi, una verde e una nera. Incrociamo le dita!
`
