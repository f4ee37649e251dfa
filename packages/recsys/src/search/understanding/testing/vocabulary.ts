import { createQueryVocabulary } from "../query-vocabulary.ts";

const titles = `alien-1979 Alien|aliens-1986 Aliens|1984-1984 1984|heat-1995 Heat|her-2013 Her|it-2017 It|up-2009 Up|10-1979 10|m-1931 M
2001-a-space-odyssey-1968 2001: A Space Odyssey|se7en-1995 Se7en|drama-2025 Drama|western-2017 Western|1917-2019 1917|300-2006 300
9-2009 9|z-1969 Z|us-2019 Us|8-1-2-1963 8 1/2|brazil-1985 Brazil|the-godfather-1972 The Godfather|das-boot-1981 Das Boot|amelie-2001 Amélie
before-sunrise-1995 Before Sunrise|short-cuts-1993 Short Cuts|dark-city-1998 Dark City|scary-movie-2000 Scary Movie
funny-games-1997 Funny Games|the-italian-job-1969 The Italian Job|american-beauty-1999 American Beauty
no-country-for-old-men-2007 No Country for Old Men|dr-no-1962 Dr. No|some-like-it-hot-1959 Some Like It Hot|sans-soleil-1983 Sans Soleil
class-of-1984-1982 Class of 1984|blade-runner-1982 Blade Runner|blade-runner-2049-2017 Blade Runner 2049|war-horse-2011 War Horse
paris-texas-1984 Paris, Texas|halloween-1978 Halloween|halloween-2018 Halloween|summer-of-42-1971 Summer of '42
twelve-monkeys-1995 Twelve Monkeys|inception-2010 Inception|the-thing-1982 The Thing|pulp-fiction-1994 Pulp Fiction|toy-story-1995 Toy Story
ratatouille-2007 Ratatouille|psycho-1960 Psycho|oldboy-2003 Oldboy|the-french-connection-1971 The French Connection
not-one-less-1999 Not One Less|lord-of-the-flies-1963 Lord of the Flies|die-hard-1988 Die Hard|love-actually-2003 Love Actually|the-big-short-2015 The Big Short|ran-1985 Ran`;

const people = `Alfred Hitchcock|Michael Mann|Cate Blanchett|Stanley Kubrick|Quentin Tarantino|Akira Kurosawa|Fritz Lang|Tom Hanks|Tom Cruise
Wes Anderson|Paul Thomas Anderson|Agnès Varda|François Truffaut|Jean-Luc Godard|Isabelle Huppert|Michael Haneke|Wim Wenders|Romy Schneider
Spike Lee|Francis Ford Coppola|Sofia Coppola|Steven Spielberg|Christopher Nolan|Lars von Trier|Robert De Niro|Al Pacino|Audrey Hepburn
Denzel Washington|Oliver Stone|Glenn Close|Mads Mikkelsen|Bong Joon-ho|Louis de Funès|Alain Delon|Kathryn Bigelow|David Lynch|Courtney Love|Johnnie To|Yoo Ah-in
Marilyn Monroe|Jamie Lee Curtis|Tony Curtis|Joel Coen|Ethan Coen|Hayao Miyazaki|Peter Lord|Bruce Willis|Penny Marshall|E.G. Marshall|Ricki Lake|Charles Dance|Wojciech Has|Michael Beach`;

const keywords = `heist|space|time travel|serial killer|revenge|zombie|vampire|christmas|film noir|black comedy|silent film|samurai|gangster
road trip|superhero|spy|martial arts|musical|coming of age|robot|dystopia|friendship|prison|detective|slasher|biography|women directors|dog
big city|small town|brother|lost|love|secret|film|movies|train|boxing|ghost|alien|jazz|satire|epic|violence|surreal|world war ii`;

const genres = `Action|Adventure|Animation|Comedy|Crime|Documentary|Drama|Family|Fantasy|History|Horror|Music|Mystery|Romance|Science Fiction
Thriller|War|Western`;

const split = (list: string) => list.split(/[|\n]/);
const listed = (list: readonly string[]) => {
  const places = new Map(list.map((name, index) => [name, index]));
  return (name: string) => -(places.get(name) ?? list.length);
};

const films = split(titles).map((line) => {
  const space = line.indexOf(" ");
  const id = line.slice(0, space);
  return { id, title: line.slice(space + 1), originalTitle: null, year: Number(id.slice(-4)) || null };
});

/** The only ones of whom a film is known. */
const couple = new Set(["Marilyn Monroe", "Tony Curtis"]);

/** A small catalog whose latest film is of 2026; people and films are listed best known first. */
export const vocabulary = createQueryVocabulary({
  film: listed(films.map(({ id }) => id)),
  person: listed(split(people)),
  creditsOf: (person) => new Set(couple.has(person) ? ["some-like-it-hot-1959"] : []),
});
for (const film of films) vocabulary.addFilm(film);
for (const name of split(people)) vocabulary.addPerson(name);
vocabulary.addFacts({ year: 2026, genres: split(genres), keywords: split(keywords) });
