"""Common given names by the gender they are mostly given to, collected by hand."""

_FEMALE = """
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley
kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela
shirley anna brenda pamela emma nicole helen samantha katherine catherine christine debra rachel carolyn janet maria
heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl
hannah jacqueline martha gloria teresa theresa ann anne sara madison frances kathryn janice jean alice abigail julia
judy sophia sophie grace denise amber doris marilyn danielle beverly isabella diana natalie brittany charlotte marie
kayla alexis lori hillary nikki liz ivanka melania chelsea huma carly jill kellyanne debbie loretta elena sonia tammy
kamala claire jeanne susana angela tulsi katrina maggie tina meg sally ellen monica kate jen jenna wendy gabrielle
paula ilhan ayanna alexandra alexandria sheila kirsten tara erin kristen kristin caroline cathy kathy lucy zoe chloe
gretchen heidi holly irene ingrid jane jeannie joanna johanna josephine juanita june karin kara katie krista lena
leslie lily louise lydia lynn mandy marcia marianne marina marjorie maya mia michele mindy miranda molly naomi nina
nora norma patty peggy penny priya rhonda rita robin rosa rose rosemary roxanne sabrina selena shannon sonya stacy
stella suzanne sylvia tanya tiffany tracy ursula valerie vanessa vera veronica vivian yolanda yvonne fatima aisha
leila layla mei yuki sakura ana carmen dolores eva ines isabel lucia luz mercedes pilar raquel rocio silvia birgit
brigitte claudia gisela greta hilde inge katja petra sabine ulrike uta amelie camille celine chantal colette francoise
genevieve helene simone veronique beth becky jackie jo jodi josie kirstie marissa melinda nadia annie bridget candace
cecilia cindy condoleezza connie daisy deanna eleanor erica erika ginger janelle jeanette joni kendra latoya lindsay
lois marcy margo maureen meghan mona myra noelle ramona robyn sasha shelly sherry susie trish trudy whitney winnie
jennie janine lara rachael felicia gail gayle ivy jenny kristine marsha regina rosie tessa toni vicki wanda yasmin
zainab zara malala oprah beyonce cher
"""
_MALE = """
james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald
steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry
tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry
austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert
willie elijah wayne randy mitch mike bernie ted marco jeb bill barack tim ben chris rand lindsey harry tom jim bob
steve dan greg rudy newt vladimir xi recep emmanuel boris tony corey reince glenn rush marc matt ed fred phil ken don
doug dave rob rick ron ray sam jeff josh nick pete jake luke max leo louis victor vincent ivan igor sergei dmitry
mikhail nikolai pavel yuri oleg ahmed mohammed muhammad mohamed omar ali hassan hussein ibrahim khalid abdul tariq wei
jun hiroshi kenji takashi raj ravi sanjay vijay arjun amit carlos luis miguel pedro pablo diego fernando jorge javier
manuel ricardo roberto sergio alejandro antonio francisco enrique hans klaus jurgen wolfgang stefan dieter karl heinz
uwe jean-luc pierre francois jacques philippe michel andre laurent olivier nicolas giovanni giuseppe marco luca paolo
matteo silvio mario franco lars erik bjorn sven olaf nils anders magnus alec alex al allan allen andy art barry bart
bernard bert bradley brad brett brent calvin cameron casey cary cecil chad chuck clarence clark claude clay clayton
clifford clint cody colin craig curtis dale darrell darren dean derek dick dominic drew duane dustin dwayne dwight
earl eddie edwin elliott ernest ernie eugene evan felix floyd gene geoffrey gilbert gordon graham grant guy hank
harvey herbert herman howard hugh hugo ian isaac jared jay jerome jimmy joel johnny jon julian karl kirk kurt lance
lee len leon leonard leroy lester lewis lloyd lou marcus marshall martin marvin maurice melvin micah mickey milton
morris neal neil nelson nigel norman oliver oscar otto owen percy perry philip preston ralph randall reggie rex ricky
rodney roland ross roy russell sebastian seth shane shaun sidney simon spencer stan stanley stuart theodore todd
travis trevor troy vernon warren wesley wilbur zach zack khizr robby jorge benny elon jamal kareem lebron tyrone
deandre malik rashid tarek yasser bashar recep narendra shinzo justin
"""


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


FEMALE = _table(_FEMALE) - _table(_MALE)
MALE = _table(_MALE) - _table(_FEMALE)
GIVEN = _table(_FEMALE) | _table(_MALE)
"""All of them, lower-case, those given to both included."""
