import type { Language } from '../conversation.ts'

/** What customers say when they answer; each list is worked through from the first to the last. */
export type Phrases = {
  readonly greeting: string
  /** After a mail that asks something. */
  readonly toQuestion: readonly string[]
  /** After a mail that brings a file. */
  readonly toFile: readonly string[]
  /** After any other mail. */
  readonly toStatement: readonly string[]
  readonly closing: string
}

const en: Phrases = {
  greeting: 'Hello,',
  toQuestion: [
    'Yes, that works well for me. Please go ahead.\n\nIf you need anything else before you start, just write, I am at my desk until five.',
    'Good question. I measured again to be sure: it is 74 cm, so your suggestion fits. Let us do it that way.',
    'I would rather take the first version, if that is still possible. Otherwise the second is fine too.',
    'Let me ask at home and come back to you tomorrow. My first feeling is yes.',
  ],
  toFile: [
    'Thank you, I could open the file without trouble. It looks just as I had hoped.\n\nOne small thing: could you put our street on it as well? The rest is perfect.',
    'Received, thanks. I have passed it on to my colleague and will confirm as soon as she has seen it.',
  ],
  toStatement: [
    'Thank you for the quick answer, that helps a lot.\n\nI am looking forward to it. Is there anything you still need from me?',
    'Perfect, thank you. Then everything is clear from my side.',
    'That is good to hear. I will keep an eye out for the parcel and let you know when it is here.',
    'Thanks again. I have recommended you to a friend, by the way, so you may hear from her soon.',
  ],
  closing: 'Best wishes',
}

const de: Phrases = {
  greeting: 'Guten Tag,',
  toQuestion: [
    'ja, das passt sehr gut so. Bitte einfach loslegen.\n\nFalls Sie vorher noch etwas brauchen: Ich bin bis fünf am Schreibtisch.',
    'gute Frage. Ich habe noch einmal nachgemessen: Es sind 74 cm, Ihr Vorschlag passt also. So machen wir es.',
    'wenn es noch geht, nehme ich lieber die erste Variante. Sonst ist die zweite auch in Ordnung.',
  ],
  toFile: [
    'danke, die Datei ließ sich problemlos öffnen. Es sieht genau so aus, wie ich es mir vorgestellt habe.\n\nEine Kleinigkeit: Könnten Sie noch unsere Straße ergänzen? Der Rest ist wunderbar.',
    'angekommen, vielen Dank. Ich habe es meiner Kollegin weitergegeben und melde mich, sobald sie draufgeschaut hat.',
  ],
  toStatement: [
    'vielen Dank für die schnelle Antwort, das hilft mir sehr.\n\nIch freue mich schon. Brauchen Sie noch etwas von mir?',
    'perfekt, dann ist von meiner Seite alles klar.',
    'das sind gute Nachrichten. Ich melde mich, sobald das Paket da ist.',
  ],
  closing: 'Viele Grüße',
}

const fr: Phrases = {
  greeting: 'Bonjour,',
  toQuestion: [
    'Oui, cela me convient très bien. Vous pouvez y aller.',
    "J'ai remesuré pour être sûr : 74 cm, votre proposition est donc la bonne. Faisons comme cela.",
  ],
  toFile: [
    "Merci, j'ai bien reçu le fichier, c'est exactement ce que j'espérais. Pourriez-vous simplement y ajouter notre rue ?",
  ],
  toStatement: [
    'Merci pour votre réponse rapide, cela m’aide beaucoup. Avez-vous encore besoin de quelque chose de ma part ?',
    'Parfait, tout est clair pour moi. Merci encore !',
  ],
  closing: 'Bien cordialement',
}

const es: Phrases = {
  greeting: 'Hola:',
  toQuestion: [
    'Sí, me va muy bien así. Adelante, por favor.',
    'He vuelto a medir para estar segura: son 74 cm, así que su propuesta encaja. Lo hacemos así.',
  ],
  toFile: [
    'Gracias, he podido abrir el archivo sin problema. Es justo lo que esperaba. ¿Podría añadir también nuestra calle?',
  ],
  toStatement: [
    'Gracias por la respuesta tan rápida, me ayuda mucho. ¿Necesita algo más de mi parte?',
    'Perfecto, por mi parte está todo claro.',
  ],
  closing: 'Un saludo',
}

const it: Phrases = {
  greeting: 'Buongiorno,',
  toQuestion: [
    'sì, per me va benissimo così. Procediamo pure.',
    'ho rimisurato per sicurezza: sono 74 cm, quindi la Sua proposta è perfetta.',
  ],
  toFile: [
    'grazie, il file si apre senza problemi ed è proprio come speravo. Potrebbe aggiungere anche la nostra via?',
  ],
  toStatement: [
    'grazie della risposta così rapida. Le serve ancora qualcosa da parte mia?',
    'perfetto, allora per me è tutto chiaro.',
  ],
  closing: 'Cordiali saluti',
}

const nl: Phrases = {
  greeting: 'Dag,',
  toQuestion: [
    'Ja, dat komt goed uit. Ga gerust je gang.',
    'Ik heb het nog eens gemeten: 74 cm, dus jullie voorstel past. Zo doen we het.',
  ],
  toFile: ['Dank je, het bestand opent prima en het is precies wat ik hoopte. Kan onze straat er nog bij?'],
  toStatement: [
    'Bedankt voor het snelle antwoord, daar heb ik veel aan. Heb je nog iets van mij nodig?',
    'Top, dan is alles duidelijk.',
  ],
  closing: 'Groet',
}

const pl: Phrases = {
  greeting: 'Dzień dobry,',
  toQuestion: [
    'tak, bardzo mi to odpowiada. Proszę działać.',
    'zmierzyłam jeszcze raz: 74 cm, więc Państwa propozycja pasuje. Zróbmy tak.',
  ],
  toFile: [
    'dziękuję, plik otworzył się bez problemu i wygląda dokładnie tak, jak chciałam. Czy można jeszcze dopisać naszą ulicę?',
  ],
  toStatement: [
    'dziękuję za szybką odpowiedź, bardzo mi to pomogło. Czy potrzebują Państwo czegoś jeszcze ode mnie?',
    'świetnie, z mojej strony wszystko jasne.',
  ],
  closing: 'Pozdrawiam',
}

const sv: Phrases = {
  greeting: 'Hej!',
  toQuestion: [
    'Ja, det passar jättebra. Kör på!',
    'Jag mätte en gång till: 74 cm, så ert förslag stämmer. Vi gör så.',
  ],
  toFile: [
    'Tack, filen gick fint att öppna och det ser ut precis som jag hoppades. Kan ni lägga till vår gata också?',
  ],
  toStatement: [
    'Tack för det snabba svaret, det hjälper mycket. Behöver ni något mer från mig?',
    'Perfekt, då är allt klart för min del.',
  ],
  closing: 'Vänliga hälsningar',
}

const pt: Phrases = {
  greeting: 'Bom dia,',
  toQuestion: [
    'Sim, para mim está ótimo assim. Podem avançar.',
    'Voltei a medir para ter a certeza: são 74 cm, por isso a vossa proposta serve.',
  ],
  toFile: [
    'Obrigada, o ficheiro abriu sem problemas e é exatamente o que eu esperava. Podem acrescentar também a nossa rua?',
  ],
  toStatement: [
    'Obrigada pela resposta tão rápida. Precisam de mais alguma coisa da minha parte?',
    'Perfeito, da minha parte está tudo claro.',
  ],
  closing: 'Cumprimentos',
}

const ru: Phrases = {
  greeting: 'Здравствуйте!',
  toQuestion: [
    'Да, мне это вполне подходит. Пожалуйста, начинайте.',
    'Я ещё раз измерила: 74 см, так что ваше предложение подходит. Так и сделаем.',
  ],
  toFile: [
    'Спасибо, файл открылся без проблем, всё именно так, как я хотела. Можно ли добавить ещё нашу улицу?',
  ],
  toStatement: [
    'Спасибо за быстрый ответ, это очень помогло. Нужно ли вам что-нибудь ещё от меня?',
    'Прекрасно, с моей стороны всё ясно.',
  ],
  closing: 'С уважением',
}

const ja: Phrases = {
  greeting: 'お世話になっております。',
  toQuestion: [
    'はい、その内容で問題ございません。どうぞよろしくお願いいたします。',
    '念のためもう一度測りましたところ、74cmでした。ご提案のとおりでお願いいたします。',
  ],
  toFile: ['ファイルを確認いたしました。希望どおりの内容です。住所に番地もご追記いただけますでしょうか。'],
  toStatement: [
    '早速のご返信ありがとうございます。大変助かりました。他に必要なものはございますか。',
    '承知いたしました。こちらからは以上です。',
  ],
  closing: 'よろしくお願いいたします。',
}

const zh: Phrases = {
  greeting: '您好！',
  toQuestion: ['可以，这样安排很好，请开始吧。', '我又量了一遍，是74厘米，所以您的建议正合适，就这样办。'],
  toFile: ['谢谢，文件可以正常打开，正是我们想要的。能否把我们的街道地址也加上？'],
  toStatement: ['感谢您这么快回复，对我们很有帮助。还需要我们提供什么吗？', '太好了，我这边没有问题了。'],
  closing: '此致敬礼',
}

const ar: Phrases = {
  greeting: 'مرحباً،',
  toQuestion: [
    'نعم، هذا مناسب جداً لي. تفضلوا بالبدء.',
    'لقد قست المسافة مرة أخرى: 74 سم، إذن اقتراحكم مناسب. لنفعل ذلك.',
  ],
  toFile: ['شكراً، فُتح الملف دون مشكلة وهو كما تمنيت تماماً. هل يمكن إضافة اسم شارعنا أيضاً؟'],
  toStatement: [
    'شكراً على الرد السريع، لقد ساعدني كثيراً. هل تحتاجون إلى شيء آخر مني؟',
    'ممتاز، كل شيء واضح من جهتي.',
  ],
  closing: 'مع أطيب التحيات',
}

const he: Phrases = {
  greeting: 'שלום,',
  toQuestion: ['כן, זה מתאים לי מאוד. אפשר להתחיל.', 'מדדתי שוב ליתר ביטחון: 74 ס״מ, כך שההצעה שלכם מתאימה.'],
  toFile: ['תודה, הקובץ נפתח בלי בעיה וזה בדיוק מה שקיוויתי. אפשר להוסיף גם את הרחוב שלנו?'],
  toStatement: ['תודה על התשובה המהירה, זה עוזר מאוד. צריך ממני עוד משהו?', 'מצוין, מבחינתי הכול ברור.'],
  closing: 'בברכה',
}

/** What customers of a language say. */
export const phrasesOf: Readonly<Record<Language, Phrases>> = {
  en,
  de,
  fr,
  es,
  it,
  nl,
  pl,
  sv,
  pt,
  ru,
  ja,
  zh,
  ar,
  he,
}
