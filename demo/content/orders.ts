/** Orders and quotes in English. */
export const orders = `
=== nordlys-pendants | Two more walnut pendants for the bar
mira: Mira Halvorsen <mira@nordlys-cafe.example>; apple; sig=Mira Halvorsen / Nordlys Café, Bergen
--- mira 6 09:12
Hello Jonas,

The three walnut pendants you made for us in spring get asked about almost every evening. We are adding a second bar next month and would like two more, same walnut, same 32 cm shade.

Two questions. Can you match the oil finish after half a year of evening sun? And would they make it to Bergen before the 20th?

Best,
--- jonas 6 10:05
Hello Mira,

That is lovely to hear. Yes to both, with one caveat: walnut lightens a little in the sun, so the new shades will look a touch darker for the first two or three months. After that you will not be able to tell them apart.

Two pendants with 32 cm shade are 389 € each, packed and shipped to Bergen 62 €. If you confirm by Thursday, they leave here on the 12th and reach you around the 16th.
--- mira 6 13:47
Perfect, please go ahead. Same canopy in brushed brass, please, and 180 cm of cable this time. The new ceiling is higher.

Invoice to the same address as in May.
--- aylin 5 08:31
Good morning Mira,

I have cut the blanks from the same board as your first three, there was just enough left. I will send you a photo when they are oiled.
--- mira today 0.62 unread
That made my morning, thank you. A photo would be great, we are also choosing the wall colour this week and want to hold it next to the wood.

One more thing: our electrician asks if the canopy can take a 3-core cable with a fabric sleeve (textile, 6 mm). Can you check?
`
