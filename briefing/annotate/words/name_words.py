"""Words that tell names from other capitalised words, and what they say about their bearer."""

from briefing.annotate.words.small_words import word_set
from briefing.text.people import PARTICLES

# Capitalised words that begin sentences or stand beside names without being part of one.
NEVER_NAMES = word_set("""
    The A An In On At But And Or If When While As After Before For From With This That These Those It He She They We
    I You There Here His Her Their Our My Its Then Now Still Yet So Also However Meanwhile According Asked What Why
    How Who Where Which One Two Three Four Five Some Many Most All Both Last Next Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October November December
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Earlier Later During Since Although Though Because
    Despite Instead Not No Yes Well Just To By Of Like Even Only Once Such Other Another Others Read Photo Image
    Updated Advertisement Until Unlike Under Over Through Between Among Without Within About Against Upon Unless
    Whether Said Says Yesterday Today Tomorrow Tonight Mother Father God Click Watch See Follow More Video Story
    Credit Getty Every Each Any Nobody Somebody Everyone Everybody Someone Anyone Perhaps Maybe Indeed Moreover
    Additionally Furthermore Nevertheless Der Die Das Ein Eine Und Le La Les El Los Laut Selon Según Secondo Segundo
""")

# Words before a name that say what its bearer is.
TITLES = word_set("""
    President Vice Former Senator Sen Sen. Sens. Rep Rep. Reps. Representative Gov Gov. Governor Secretary Minister
    Prime Foreign Defense Defence Finance Interior Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Gen Gen. General Judge Justice Rev
    Rev. Congressman Congresswoman Chairman Chairwoman Chair Leader Speaker King Queen Prince Princess Pope
    Chancellor Ambassador Attorney Spokesman Spokeswoman Spokesperson Professor Prof Prof. Mayor Sheriff Chief Director
    Deputy First Lady Lt Lt. Col Col. Sgt Sgt. Capt Capt. Captain Maj. Major Adm. Cmdr. Commander Admiral Colonel
    MP MEP MSP TD Supt Supt. Det Det. Insp Insp. Ch Con DCI DCS DI DS PC PCSO Cllr Brig Brigadier Cpl Pte
    Sergeant Detective Officer Inspector CEO CFO COO Sir Lord Dame Executive Press Premier Commissioner Councilman
    Councilwoman Councillor Archbishop Bishop Cardinal Father Sister Rabbi Imam Sheikh Coach Superintendent
    Principal Dean Chef Fire Police Senior Assistant Republican Democrat Democratic GOP Majority Minority House
    Senate State Treasury Co-chairman Emir Sultan Ayatollah Host Candidate Reporter Senators Presidents Solicitor
    Lieutenant Minister-designate Herr Frau Monsieur Madame Señor Señora Actor Actress Singer Author Correspondent
    Analyst Economist Strategist Manager Adviser Advisor Counsel Pastor Reverend Campaign Ministerin Kanzler
    Kanzlerin Bundeskanzler Bundeskanzlerin Präsident Präsidentin Bürgermeister Bürgermeisterin Sprecher Sprecherin
    Président Présidente Ministre Maire Presidente Presidenta Ministro Ministra Alcalde Alcaldesa
""")
# Of these the ones that are common as names too: inside a run of capitals they are no titles.
ALSO_NAMES = word_set("""
    Dean King Prince Princess Queen Bishop Pope Major Judge Lord Lady Father Sister Fire Police House State Chair
    Author Host First White Sir Chef Cardinal Press Republican Democrat Democratic GOP Senate Campaign Treasury
    Justice Principal Vice Prime Foreign Defense Defence Finance Interior Former Deputy Majority Minority Senior
    Assistant Executive Chief Officer Candidate Reporter Singer Actor Actress Manager Coach Captain Premier Analyst
""")
GENDERED_TITLES = {
    "Mr": "m", "Mr.": "m", "Sir": "m", "Lord": "m", "King": "m", "Prince": "m", "Pope": "m", "Congressman": "m",
    "Chairman": "m", "Spokesman": "m", "Councilman": "m", "Herr": "m", "Actor": "m", "Mrs": "f", "Mrs.": "f", "Ms": "f",
    "Ms.": "f", "Dame": "f", "Queen": "f", "Princess": "f", "Congresswoman": "f", "Chairwoman": "f", "Spokeswoman": "f",
    "Councilwoman": "f", "Frau": "f", "Actress": "f", "Lady": "f",
}  # fmt: skip

NATIONS = word_set("""
    White Russian Chinese British French German American Israeli Ukrainian North South Korean Japanese Indian
    Iranian Iraqi Syrian Turkish Mexican Canadian Australian Italian Spanish Polish Swedish Dutch Belgian Brazilian
    Palestinian Saudi Egyptian European Western Eastern Muslim Christian Jewish Catholic African Asian Latino
    Hispanic Black
""")

# A name with one of these words is an organisation or a place, not a person.
ORGANISATIONS = word_set("""
    Trust Charity Athletic United Rovers Football Commons Lords Parliament Assembly Treasury Kremlin Pentagon
    Department University Institute Center Centre Party Committee Times Post News Journal Agency Council Court House
    Senate Congress Inc Inc. Corp Corp. Company Co. Bank Group Association Union Foundation Press Street Avenue City
    County State States America Korea Russia China Washington York Convention Office Ministry Campaign Coalition
    Project Network Society College School Hospital Church Twitter Facebook CNN NBC CBS ABC Fox MSNBC Politico
    Reuters Bloomberg AP Tower Hotel Stadium Island Islands River Lake Sea Beach Valley Mountain Hills Airport
    Carolina Dakota Jersey Hampshire Mexico Orleans Angeles Francisco Vegas Diego Act Bill Law Amendment
    Constitution Day Street Team Club League Board Commission Bureau Service Services Systems Technologies Labs
    Research Studies Museum Library Records Entertainment Pictures Studios Magazine Daily Tribune Herald Guardian
    Chronicle Gazette Observer Today Week Force Army Navy Police Federation Alliance Organization Organisation
    Authority Administration Republicans Democrats Kingdom Republic Nations Emirates Zealand Africa Europe Asia Ltd
    Ltd. LLC PAC Partners Capital Holdings Industries Cup Games Olympics Championship Championships Trophy Premiership
""")

JOINTS = PARTICLES | {"e", "y"}
"""What may stand inside one name in running text; in a byline "e" and "y" stand between two."""
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
